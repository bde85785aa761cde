# ruff: noqa: RUF001 -- words of nine languages hold letters that look like other letters
"""Words that are no secrets: what follows a label in a sentence rather than in a login.

Folded once, as texts are. A password that is one of these words would stay; nobody is given such a password, and
without the list "password is wrong" would become "password is ••••" and nobody could read a transcript.
"""

from __future__ import annotations

from typing import Final

from bot.core.redaction.status import STATUS
from bot.core.redaction.views import fold


def vocabulary(text: str) -> frozenset[str]:
    """The folded words of a text."""
    return frozenset(fold(text).split())  # at once: folding word by word costs a start 30 ms


AND: Final = vocabulary(
    """and & + or und oder y e o ou et ve veya ya и или و او plus with mit con avec com ile с та або чи і lub
    oraz albo z
    en met of sau si cu nebo vagy och eller og ja tai ili ή και או עם یا hoặc và atau dan z s 和 或 と"""
)
COPULAS: Final = vocabulary(
    """is are was were be being been equals == es son era fue sera est sont etait ist sind war lautet lauten heißt
    hieß é è são sono era eram это был была такой такая هو هي كان = olarak 's c'est c'était that's it's ce
    este e jest są brzmi wäre sería serait sarebbe seria luidt jsou är är:
    yra ir eshte este është είναι ήταν היא הוא است هست là adalah है हैं คือ це є"""
)
FILLERS: Final = vocabulary(
    """to as with set changed now still should used named called number as: using follows wie folgt follows: auf con
    como
    mit avec comme com ile olarak с как так на a à al alla на: my mein mi mon meu mio meine ma minha mia the der
    die das el la le il o i il: und: bu benim мой моя у меня الخاصه بي الخاص using mijn moje mój moj mea meu
    min mitt mina
    mine im ko saya aku ku मेरी में μου שלי من حقي حقتي تبعي تاعي मेरा của tôi saya मेरा мій моя the:
    this this: following below here:
    it: so so: siguiente suivant suivante seguente seguinte die: be"""
)
OF: Final = vocabulary(
    """for of to on at in from de del da do di della para pour por per für von zum zur vom im icin ait для от к на в
    du des al alla wifi wi-fi wlan iptv xtream i'm my the mi mon mein na no la el le là"""
)
_FUNCTION: Final = """
    a an and any are as at be been being but by can cannot can't cant could did didn't do does doesn't doesnt
    don't dont each either every field fields for from get gets give given gave got had has hasn't have having he
    her here his how i i'm im if in into is isn't isnt it its it's just like me mine my need needs neither never
    no none nor not now of off on once only or other our please pls plz same see she should shows so some still
    such than thank thanks thx that thats that's the their them then there these they this those to too try tried
    twice until up us use used using very was wasn't wasnt we were what what's when where which while who why will
    with without won't wont would yes yet you your yours again all also always anyway because before after about
    already ago back both since though through via

    que de del la el los las un una unos unas y o u no si sí es son está están esta este esto eso esa mi mis tu
    tus su sus con sin por para como cuando donde pero porque ya muy más menos me te se lo le les en al a ni hay
    he ha han tengo tiene puedo puede quiero sigue siempre nunca todo todos nada también gracias ayuda hola favor
    dice sale pide

    le la les l un une des du de et ou où ni ne pas plus je tu il elle on nous vous ils elles mon ma mes ton ta
    tes son sa ses est sont était ce cet cette ces ça c'est qui que quoi dont avec sans pour par sur sous dans en
    au aux mais car donc si non oui bonjour merci aide toujours jamais tout tous rien aussi ai as a avons avez ont
    peut peux

    der die das den dem des ein eine einen einem einer eines und oder aber nicht kein keine ist sind war waren
    wird werden wurde wurden ich du er sie es wir ihr mein meine dein deine sein seine unser euer mit ohne für von
    vom zu zum zur bei beim in im an am auf aus nach seit wenn weil dass wie was wer wo warum noch schon immer nie
    nur auch sehr so hat habe haben hatte kann können muss soll bitte danke hilfe hallo ja nein doch jetzt hier da
    alle alles nichts beide

    o a os as um uma e ou não nao sim é são está estão meu minha seu sua com sem por para como quando onde mas
    porque já muito mais me te se no na nos nas em do da dos das ao à tem tenho obrigado obrigada ajuda olá favor
    tudo nada também

    il lo la i gli le un uno una e o ed non no sì si è sono era mio mia tuo tua suo sua con senza per come quando
    dove ma perché perche già molto più mi ti ci vi ne nel nella del della dei al alla da di in su che chi cosa ho
    hai ha abbiamo hanno grazie aiuto ciao tutto niente anche sempre mai

    ve veya ya da de ile için bir bu şu o ben sen biz siz benim senin ama fakat çünkü değil evet hayır yok var mı
    mi mu mü ne nasıl neden nerede kim çok az hep hiç her şey gibi kadar sonra önce lütfen teşekkürler merhaba
    yardım oldu olmuyor

    и или а но не нет да ни же бы ли в во на с со к ко у о об от до по за из для при без под над я ты он она оно
    мы вы они мой моя мое мои твой ваш ваша наш это этот эта эти тот та те что как где когда почему кто чем если
    уже еще очень все всё всегда никогда только тоже также есть был была было были спасибо помогите привет
    пожалуйста меня мне вас вам

    و أو او لا لم لن ليس ليست ما من الى إلى على عن في مع هو هي هم أنا انا نحن انت هذا هذه ذلك التي الذي ان أن إن
    قد كان كانت لكن لماذا كيف متى اين أين نعم شكرا شكراً مرحبا عندي لدي كل غير بدون بعد قبل الان الآن جدا من فضلك
"""
_STATUS: Final = """
    wrong incorrect invalid bad false true correct right fine ok okay good valid expired missing empty blank
    required optional unknown undefined null nil none n/a na nan nope failed failure fail fails failing error
    errors mismatch denied refused rejected accepted blocked banned disabled enabled active inactive changed
    unchanged reset resetting forgotten forgot lost found not_found hidden visible shown saved stored sent
    received entered typed entering copied pasted checked verified confirmed protected encrypted case-sensitive
    sensitive case secure weak strong long short longer shorter old new different identical working works work
    worked broken ok. stuck gone back locked unlocked suspended created deleted removed updated unauthorized
    forbidden unauthenticated authenticated successful success successfully limited unlimited pending ready needed
    unset needed impossible possible allowed there okay strange weird able unable name names password passwords
    username usernames user users login logins pass word account accounts accountname pwd link links url server
    host port portal playlist token tokens key keys code codes email mail address mac details info data
    credentials authentication auth authorization page screen prompt request requests dialog button check checks
    combination pair one ones values value string text type format problem problems issue issues question change
    recovery
    manager option options settings setting session sessions limit list number numbers letters characters
    character digits symbols spaces times time attempts attempt subscription provider reseller panel app
    application device devices tv box stb iptv xtream xtream-codes stalker tivimate smarters kodi vlc m3u m3u8 epg
    mag xc api codes hls http https black white blue screen picture sound image freeze freezes frozen buffering
    buffers spinning circle crash crashes message popup nothing something anything everything slow later soon
    twice hello hi hey dear sir basic bearer digest negotiate realm admin/user redacted removed censored masked
    optional today tomorrow yesterday connected connecting logged disconnected loading changed click enter type
    write ask asks asked asking says said say told tells put insert provide provided confirm contact look looks
    looking keep keeps keeping happens happened means mean stopped stops stop started start starts let lets help
    helps expire expires expiring exists exist seem seems appear appears become became remain remains accept
    accepts require requires contains contain include includes match matches longer enough empty. string int
    integer float bool boolean object array varchar char optional[str] str

    incorrecto incorrecta incorrectos incorrectas correcto correcta correctos correctas inválido inválida
    inválidos inválidas válido válida válidos válidas erróneo errónea erróneos equivocado equivocada mal mala bien
    bueno caducado caducada vencido vencida expirado expirada vacío vacía obligatorio obligatoria requerido
    requerida necesario desconocido desconocida bloqueado bloqueada desactivado desactivada activo activa olvidado
    olvidada cambiada cambiado perdida falta faltan falla fallan fallo rechazado rechazada aceptado aceptada
    funciona funcionan contraseña usuario usuarios clave nombre servidor enlace lista cuenta error errores igual
    misma mismo nueva nuevo actual

    incorrects incorrecte incorrectes correcte corrects correctes erroné erronée invalide invalides valide valides
    faux fausse mauvais mauvaise bon bonne vide expiré expirée obligatoire requis requise inconnu inconnue bloqué
    bloquée désactivé désactivée actif active oublié oubliée perdu perdue changé changée refusé refusée refusés
    accepté acceptée manquant manquante erreur erreurs échec échoué échouée marche marchent fonctionne
    fonctionnent utilisateur mot passe identifiant serveur lien liste compte même nouveau nouvelle

    falsch falsches falscher richtig korrekt gültig ungültig abgelaufen leer fehlt fehlen fehlgeschlagen fehler
    erforderlich notwendig nötig unbekannt gesperrt blockiert deaktiviert aktiv inaktiv vergessen verloren
    geändert abgelehnt akzeptiert angenommen verweigert eingegeben gespeichert gleich neu neues alt altes gut
    schlecht stimmt stimmen geht gehen funktioniert funktionieren passwort kennwort benutzer benutzername name
    server konto zugang lang kurz sicher wurde verlangt benötigt abgefragt groß klein

    incorreto incorreta incorretos incorretas correto correta corretos corretas errado errada errados erradas
    expirou vencida válidas vazio vazia obrigatório obrigatória desconhecido bloqueada desativado desativada ativo
    ativa esqueci esquecida perdida alterada mudou recusado recusada aceito aceita erro erros falha falhou
    funciona senha usuário usuario servidor nome conta nova novo mesma mesmo

    errato errata errati errate sbagliato sbagliata sbagliati sbagliate corretto corretta corretti corrette giusto
    giusta giusti non_valido valido valida validi scaduto scaduta scaduti vuoto vuota obbligatorio richiesto
    richiesta sconosciuto bloccato bloccata disattivato disattivata attivo attiva dimenticato dimenticata persa
    cambiata rifiutato rifiutata accettato accettata errore errori fallito funzionano utente nome stesso stessa
    nuova nuovo accettati

    yanlış hatalı doğru geçersiz geçerli boş gerekli zorunlu bilinmiyor engellendi engelli pasif aktif unuttum
    unutuldu kayıp değişti reddedildi kabul edilmedi edildi hata başarısız çalışıyor çalışmıyor şifre parola
    kullanıcı adı sunucu hesap aynı yeni eski süresi doldu soruyor istiyor girin giriniz girdim yazdım

    неверный неверная неверное неверные неправильный неправильная неправильное неправильные верный верная верные
    правильный правильная правильные неверно верно неправильно правильно истёк истекла истек просрочен пустой
    пустая пусто нужен нужна обязателен неизвестен неизвестно заблокирован заблокирована отключен отключён
    отключена активен активна забыл забыла забыт потерял изменён изменен изменили сменили отклонён отклонен принят
    принимается подходит подходят ошибка ошибки ошибочный работает работают пароль логин имя пользователь
    пользователя сервер ссылка тот такой новый старый просит требуется введите ввел ввёл введен введён

    خطأ خاطئة خاطئ خاطئه غير صحيحة صحيح صحيحه صحيحين صالحة صالح منتهي منتهية فارغة فارغ مطلوب مطلوبة مجهول محظور
    محظورة موقوف معطل مفعل نسيت مفقودة تغيرت مرفوض مرفوضة مقبول فشل يعمل تعمل لايعمل كلمة المرور السر المستخدم اسم
    السيرفر الرابط الحساب جديد جديدة نفس قديم يطلب ادخل أدخل مضبوط مضبوطة

    вайфай вай-фай сайте роутере الايميل qual qu'est-ce wat welches welche copiata esatta risolto resolvido
    recusa cambió cambio nedir gives takes shows throws says fails hangs keeps seems written given taken chosen
    typed known simple easy wi-fi wifi wlan lan smart netflix youtube iphone ipad firetv
    openatv whatsapp telegram first second third both however afterwards instead again recovered renewed
    overview protection hint generator loop bug fix helper reminder rejection policy requirement requirements
    bad_password wrong_password not_set admin-panel sharing everywhere constantly please.

    błędne błędny nieprawidłowe nieprawidłowy złe zły zła poprawne poprawny hasło hasła użytkownik login nie działa
    wygasło wygasł zapomniane zmienione puste wymagane jest dobre niepoprawne
    onjuist onjuiste verkeerd verkeerde vergeten fout foute klopt werkt niet wachtwoord gebruikersnaam verlopen leeg
    vereist gewijzigd goed juist geblokkeerd
    greșită greșit greșite gresita gresit corectă corect corecta expirată expirat uitată utilizator parola nu merge
    lipsește invalidă invalid incorectă incorect blocat
    špatné špatný nesprávné nesprávný chybné chybný heslo zapomenuté nefunguje neplatné vypršelo
    rossz hibás helytelen érvénytelen lejárt elfelejtett jelszó nem működik
    fel felaktigt fungerar inte forkert forkerte virker ikke feil väärä väärin pogrešna pogrešno netačna neispravna
    salah lupa sai không đúng quên
    невірний невірна невірне невірні неправильний неправильна забув забула не працює працює пароль логін правильний
    правильні змінили закінчився заблоковано грешна грешно грешен погрешна забравена
    λάθος λανθασμένος λανθασμένο σωστός σωστό έληξε ξέχασα δεν δουλεύει λειτουργεί κωδικός χρήστης άκυρος
    שגויה שגוי שגויים נכונה נכון לא עובד עובדת שכחתי סיסמה פגה חסומה ריק
    اشتباه غلط نادرست درست صحیح است نیست نمیکند کار منقضی فراموش شده خالی
    गलत सही नहीं
"""
NO_VALUE: Final = vocabulary(_FUNCTION) | vocabulary(_STATUS) | vocabulary(STATUS) | AND | COPULAS
# After these a value ends although the sentence goes on: "my username is x and ...".
GOES_ON: Final = (
    vocabulary(_FUNCTION)
    | AND
    | vocabulary("server host url portal link mac port expires valid until m3u plus then btw lol")
)
# An answer made of nothing but these holds no secret: "I don't know", "where do I find it?".
REFUSAL_CORE: Final = vocabulary(
    """cancel stop skip back quit exit abort help forgot forgotten don't dont cannot can't cant no none nope never
    nothing how what where which why cancelar salir ayuda olvidé olvide no annuler annule retour aide oublié pas
    sais abbrechen abbruch zurück hilfe vergessen nicht nein keine kein voltar sair ajuda esqueci não nao annulla
    indietro aiuto dimenticato non iptal vazgeç yardım unuttum bilmiyorum hayır yok отмена отменить стоп назад
    помощь забыл забыла нет не الغاء إلغاء رجوع مساعدة نسيت لا لم dónde donde où wo wie was onde come dove nerede
    где как что اين أين كيف ما"""
)
REFUSAL: Final = REFUSAL_CORE | vocabulary(
    """i i'm im it is my the a an one to of for have has got get do did does know idea remember find see me this that
    password username mac serial number login user name pass link code sorry please want tell you can could am
    lost with any yo lo la mi sé se tengo ninguna ninguno idea contraseña usuario la el que es favor por puedo
    encuentro encontrar recuerdo je ne le la mon ma l' ai aucune aucun idée mot de passe utilisateur est trouver
    trouve souviens plus connais ich es das mein meine mehr weiß weiss keine ahnung habe passwort benutzername
    finde ist bitte den die der kenne eu sei minha meu senha usuário tenho lembro encontro está nenhuma lo so mia
    la il ho ricordo trovo password utente bilmiyorum şifre şifremi şifrem hatırlamıyorum bulamıyorum я знаю
    пароль логин помню мой могу найти его у меня أعرف اعرف ادري أدري كلمة المرور السر اسم المستخدم عندي اتذكر
    أتذكر هي هو"""
)
# "user agent", "password manager", "user_info": the next word makes it another thing.
NOT_BEFORE: Final = vocabulary(
    """agent agents interface info guide manual experience friendly group groups list lists role roles type level
    limit count settings setting prompt page screen window dialog form field button box tab menu option protected
    manager reset policy length hash hashes free based defined generated space mode style status state rate port
    data_source filter word words through thru by auth0 agente header headers"""
)
