# ruff: noqa: RUF001 -- letters of many alphabets
"""What becomes of a login, in thirty languages: behind a label such a word tells its state, it is not the login.

By meaning: found, known, exists, blocked, locked, suspended, disabled, active, expired, ended, deleted, lost,
forgotten,
wrong, right, missing, empty, needed, changed, reset, refused, accepted, occupied, late, "see mail".
"""

from __future__ import annotations

from typing import Final

STATUS: Final = """
    unavailable pflichtfeld pflicht minimum mindestens nonexistent non-existent inexistent missing! offline online
    idle closed open opened stale dead gone
    taken
    occupied overdue unpaid paid lapsed ended finished terminated cancelled canceled revoked withdrawn frozen paused
    duplicate duplicated outdated mistyped misspelled misspelt truncated unreadable illegible unreachable unverified
    inherited mandatory printed attached enclosed above below overleaf confidential private unchecked siehe seen reused

    nicht_gefunden unauffindbar existiert offline geschlossen besetzt belegt gelöscht entfernt gekündigt pausiert
    beendet
    erloschen ausgelaufen überfällig bezahlt unbezahlt zurückgesetzt zurückgezogen ungenau unleserlich erneuert geändert
    vergeben verfügbar nutzlos veraltet verschickt verschlüsselt zugeschickt anbei oben unten läuft siehe steht

    encontrado encontrada inexistente suspendido suspendida eliminado eliminada borrado borrada cancelado cancelada
    cerrado cerrada terminado terminada ocupado ocupada disponible inactivo inactiva pendiente pagado impago
    restablecida
    restablecido rechazados caduca caducó venció vencio expiró desconectado conectado visible oculto oculta arriba abajo

    introuvable introuvables inexistant inexistante suspendu suspendue supprimé supprimée effacé effacée résilié fermé
    fermée terminé terminée occupé occupée disponible indisponible inactif inactive impayé payé réinitialisé
    réinitialisée expire caché cachée masqué masquée visible périmé périmée disparu ci-dessus ci-dessous ci-joint

    encontrado inexistente suspenso suspensa excluído excluída apagado apagada cancelado fechado fechada encerrado
    ocupado
    ocupada disponível indisponível inativo inativa pendente pago redefinida redefinido vencido venceu expirado oculta

    trovato trovata inesistente sospeso sospesa eliminato eliminata cancellato cancellata chiuso chiusa terminato
    terminata occupato occupata disponibile indisponibile inattivo inattiva pendente pagato reimpostata reimpostato
    nascosta nascosto sopra sotto allegata sparita scade

    bulunamadı bulunmuyor yok mevcut askıya alındı silindi silinmiş iptal kapalı kapandı kapatıldı bitti bitmiş dolmuş
    doldu meşgul uygun dondurulmuş değiştirildi değişmiş sıfırlandı hatırlamıyorum unutmuşum kilitli kilitlendi
    pasifleşti ödenmemiş engellenmiş tanınmıyor kabul reddediliyor gizli aşağıda yukarıda bozuk girilmedi

    найден найдена найдено не_найден существует удалён удален удалена удалено отозван закрыт закрыта занят занята занято
    свободен доступен недоступен просрочена просрочено истёкший сброшен сброшена приостановлен заморожен оплачен
    неоплачен забанен слетел слетела скрыт скрыта виден выше ниже прилагается устарел устарела утерян утеряна

    موجود غير_موجود محذوف مغلق مغلقة معلق معلقة مشغول متاح انتهى انتهت انتهاء ينتهي ضائع ضاعت مفقود مقفل مقفول
    مسدود مسدودة ملغى ملغية متوقف متوقفة مخفي مخفية مكتوب تغير اتغير اتغيرت راح راحت غلطانة غلطان شغال شغالة

    niet_gevonden gevonden onbekend bestaat geblokkeerd geschorst verwijderd gesloten bezet beschikbaar inactief
    beëindigd
    opgezegd betaald onbetaald gereset verlopen verloopt zichtbaar verborgen hierboven hieronder kwijt ongeldig

    znaleziono znaleziony nieznany istnieje zablokowany zablokowana zawieszony zawieszone usunięty usunięte zamknięty
    zajęty dostępny niedostępny nieaktywny nieaktywne aktywne aktywny opłacony zresetowane ważne nieważne wygasające
    ukryte
    widoczne stracone zgubione odrzucone przyjęte

    nalezen nenalezen neznámý existuje neexistuje zablokován zablokovaný zablokované pozastaven smazán smazané zrušen
    uzavřen obsazen dostupný nedostupný neaktivní aktivní zaplacen resetováno platné prošlé ztraceno skryté odmítnuto

    hittades hittas finns saknas okänd blockerad spärrad avstängd raderad borttagen stängd upptagen tillgänglig inaktiv
    aktiv betald obetald återställt återställd utgånget utgången gått giltigt ogiltigt ogiltig glömt bortglömt dolt
    nekad

    fundet findes mangler ukendt blokeret spærret lukket slettet fjernet optaget tilgængelig inaktiv aktiv betalt
    ubetalt
    nulstillet udløbet gyldig ugyldig ugyldigt glemt skjult afvist funnet finnes ukjent blokkert sperret stengt opptatt
    tilgjengelig betalt tilbakestilt utløpt utgått gyldig avvist glemt

    löydy löytynyt tuntematon estetty lukittu jäädytetty poistettu suljettu varattu saatavilla aktiivinen maksettu
    maksamatta nollattu vanhentunut vanhentunutta umpeutunut päättynyt kadonnut unohtunut unohtui piilossa hylätty
    puuttuu

    găsit negăsit necunoscut există blocat blocată suspendat suspendată șters ștearsă închis ocupat disponibil inactiv
    inactivă activ activă plătit neplătit resetată expirat pierdută ascunsă respinsă schimbată uitat

    található ismeretlen létezik letiltva letiltott felfüggesztve törölve lezárva foglalt elérhető inaktív aktív fizetve
    visszaállítva lejár érvényes elveszett rejtett elutasítva megváltozott elfelejtettem

    pronađen nepoznat postoji blokiran blokirana suspendovan obrisan zatvoren zauzet dostupan neaktivan aktivan plaćen
    resetovana istekla istekao isteklo poteklo potekel zaboravljena izgubljena skrivena odbijena promenjena promijenjena
    netocna pravilno najden obstaja blokiran izbrisan zaseden

    намерен непознат съществува блокиран блокирана спрян изтрит затворен зает наличен неактивен активен платен нулирана
    изтекла изтекъл изтече загубена скрита отхвърлена сменена знайдено невідомий існує заблокований призупинено видалено
    закрито зайнятий доступний неактивний активний оплачено скинуто прострочений прострочено втрачено прихований

    βρέθηκε άγνωστος υπάρχει μπλοκαρισμένος μπλοκαρισμένο κλειδωμένος ανεσταλμένος διαγράφηκε έκλεισε κατειλημμένος
    διαθέσιμος ανενεργός ενεργός πληρωμένος έληξε χάθηκε ξεχάστηκε κρυφός απορρίφθηκε άλλαξε

    נמצא לא_נמצא קיים מוכר חסום חסומה מושעה נמחק נמחקה סגור תפוס זמין פעיל שולם אופס פג פגה אבד אבדה נשכח מוסתר נדחה

    یافت ناشناخته مسدود مسدوده معلق حذف بسته اشغال موجود غیرفعال فعال منقضی تمام گم مخفی رد تغییر

    मिला अज्ञात मौजूद ब्लॉक निलंबित हटाया बंद व्यस्त उपलब्ध निष्क्रिय सक्रिय समाप्त खो भूल छिपा अस्वीकार बदल काम गया

    ditemukan dikenal ada diblokir terblokir ditangguhkan dihapus ditutup terpakai tersedia aktif nonaktif dibayar
    direset
    kedaluwarsa kadaluarsa habis hilang terlupa tersembunyi ditolak diganti berubah tamat disekat luput

    certa certo certas certos corretíssima rätt riktigt korrekt korrekta riktig oikein oikea správně správné správná
    správný poprawnie prawidłowe prawidłowy corect corectă bună helyes tačna točna tačno točno ispravna ispravno
    pravilna
    σωστά سليم سليمة سليمه صح benar betul đúng sahih theek juste exacte exacto exacta giuste esatte stimmig tamam

    thấy hết hạn khóa chặn xóa đóng bận hoạt động mất ẩn đổi

    katastund leitud tuntematu aegunud blokeeritud kustutatud rastas nežinomas užblokuotas baigėsi atrasts bloķēts
    beidzies
"""
