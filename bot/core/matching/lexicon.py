# ruff: noqa: RUF001 -- words of nine languages
"""Words around a number that make it a code, or that make it no code, in the nine languages and some neighbours.

They are code and not vocabulary, because each list means something only together with the rules in `numbers`.
"""

from __future__ import annotations


def words_of(text: str) -> frozenset[str]:
    """The words of a text, which are written as the matcher compares them (a test says so: folding them costs 1 ms)."""
    return frozenset(text.split())


# "error 403", "HTTP 403", "Fehler 403": directly before a number these make it a code.
STRONG = words_of("""
    api php error errors err errno erreur erreurs fehler fehlercode fehlernummer serverfehler httpfehler errore
    errori erro erros errorcode statuscode responsecode httpcode httpstatus code codes cod codigo codigos codice
    kod kodu koda http https status estado statut stato durum response exception gcore gcorelabs hata hatasi
    hatali hatakodu ошибка ошибку ошибки ошибкои ошибке код кода кодом статус خطا الخطا رمز كود fout foutcode
    foutmelding blad bledu loi грешка помилка chyba virhe fel feil fejl eroare hiba aborted indicate 误 誤 码 碼 ー
""")
# Of these, the words that are too short or too common to count when something stands between ("code is 403" is fine).
LINKS = words_of("""
    is was are of no nr n num number numero nummer nro the code codes codigo codice kodu http https status
    response with de del della do di du d da la le el il l al server servidor serveur servera сервера сервиса
    sunucu رقم message client ist war es era est etait e foi и failed returned interno internal success
""")
# "promo code 500": a code, but not one of ours.
OTHER_CODES = words_of("""
    area zip post postal promo discount country dial dialling dialing coupon voucher activation access pin qr
    source gift invite referral postleitzahl morse dress
""")
# "getting 403", "a 403": these make it a code if nothing behind the number says otherwise.
MEDIUM = words_of("""
    why causes cause answers answered answering replies replied sends sent brings antwortet repond responde
    risponde отвечает a an the this that these those same get gets getting got gotten give gives giving gave
    throw throws throwing threw thrown return returns returned returning show shows showing showed see seeing
    saw say says said saying display displays displayed having had receive receives received receiving receving
    keeps constant constantly only still just always mit with many tons bunch random weird da dando sale salta
    devuelve muestra dice recibo aparece tengo un una affiche retourne renvoie donne dit recois obtiens j ai
    avec une zeigt bekomme bekommt kommt gibt meldet liefert steht erhalte erscheint einen ein eine immer nur
    mostra recebo deu diz um uma esce restituisce ricevo appare compare выдает выдает пишет показывает
    возвращает получаю вылезает дает يظهر يعطي تظهر veriyor aliyorum
""")
# "401 and 403", "had 401, now 500": these make it a code beside another one.
CHAINS = words_of("""
    had was and or then now und oder dann jetzt y o luego ahora et ou puis maintenant e agora poi ora adesso ve
    veya simdi и или потом сеичас теперь و او الان today heute hoy plus sometimes also even both either
""")
# Of several numbers, the one behind such a word is the one that matters.
NOW = words_of("""
    now nowadays currently jetzt nun ahora maintenant agora adesso ora simdi сеичас теперь الان today heute hoy
""")
# "403 error", "403 Fehler": right behind a number.
AFTER = words_of("""
    error errors err erreur erreurs fehler errore errori erro erros hata hatasi hatalari hatasini ошибка ошибку
    ошибки خطا code status response http ok ed d er fout blad virhe loi 错 报 forbidden unauthorized unauthorised
    authorization bad gateway internal service gone unprocessable proxy payment conflict unsupported
    precondition teapot none veriyor aliyorum diyor cikiyor
""")
# "404 not found", "504 gateway timeout": two words, the first of which would be too common alone.
AFTER_PAIRS = frozenset({
    ("not", "found"), ("not", "acceptable"), ("not", "allowed"), ("not", "implemented"), ("method", "not"),
    ("too", "many"), ("request", "timeout"), ("request", "time"), ("request", "timed"), ("client", "error"),
    ("server", "error"), ("gateway", "time"), ("gateway", "timeout"), ("access", "denied"), ("web", "server"),
    ("origin", "is"), ("origin", "dns"), ("ssl", "handshake"), ("invalid", "ssl"), ("unavailable", "for"),
    ("range", "not"), ("requested", "range"), ("bandwidth", "limit"), ("connection", "timed"), ("partial", "content"),
    ("stream", "cannot"), ("moved", "permanently"), ("version", "not"), ("loop", "detected"),
})  # fmt: skip
# A medium context ("a 403") also needs one of these behind the number, or the end of the sentence.
FOLLOWS = words_of("""
    on when whenever from in at for by every again since with and but so or while if as after before each still
    now then today yesterday because all to too also always constantly until till during whatever no not anymore
    only even is upon trying via that which what why how this message messages sometimes response instead en
    cuando desde con y pero al por todos todas siempre para ahora sur quand depuis avec et mais a pour tous
    toutes dans lorsque des bei wenn seit mit und aber auf beim fur alle immer von em quando com e mas na nos
    nas ao su da ma nei per tutti sempre и на при с когда но во все для в после في علي عند مع من ve ama her
""")
# Never a code with one of these behind it, whatever stands before.
UNITS = words_of("""
    gb mb kb tb gib mib kib gbit mbit kbit gbps mbps kbps bps mbs kbs ms msec sec secs s fps hz khz mhz ghz px
    pixel pixels p k w watt watts v volt volts m km cm mm kg g mi miles percent prozent pct usd eur gbp chf brl
    rub euro euros dollar dollars bucks pound pounds quid cent cents reais real lira tl rupees рублеи руб рубля
    гб мб мс евро دولار يورو ريال ميجا جيجا byte bytes octets x pts dpi mah
""")
# Counts: no code with one of these behind it, unless an error word stands directly before ("error 404 channels gone").
COUNTED = words_of("""
    channels chans ch streams movies movie films film series shows episodes users user subscribers customers
    clients people viewers members servers countries categories category groups group links urls lists playlists
    items files songs videos titles entries rows lines line pages page day days hour hours hr hrs minute minutes
    min mins second seconds week weeks month months year years times time devices tvs boxes accounts connections
    credits points stars views downloads results requests retries attempts tries tests programs programmes
    programmers games stations radios languages miles logs different thousand million bitrate tickets issues
    commits photos pictures books words letters characters chars guests seats reviews likes followers messages
    emails calls texts steps degrees calories apps canales canal peliculas pelicula usuarios dias dia horas hora
    minutos segundos veces anos meses semanas clientes listas chaines chaine utilisateurs jours jour heures
    heure minuten secondes fois ans mois semaines kanale kanal kanalen sender sendern filme filmen serien nutzer
    tage tagen tag stunden stunde sekunden mal stuck jahre jahren monate wochen kunden canais filmes vezes
    semana canali canale serie utenti giorni giorno ore ora minuti secondi volte anni mesi settimane clienti
    filmi dizi gun saat dakika saniye kullanici kez defa adet yil ay каналов канала каналы канал фильмов фильма
    сериалов днеи дня день часов часа минут минуты секунд раз пользователеи человек лет месяцев недель штук
    ссылок قناه قنوات القنوات فيلم افلام يوم ايام ساعه ساعات دقيقه دقايق ثانيه مسلسل مستخدم مره zenders kanalu
    kanalow kenh 个 個 元 年 月 天 次 台
""")
# What may stand between the number and what it counts: "500 live tv channels".
ADJECTIVES = words_of("""
    live tv iptv hd fhd uhd sd 4 8 k free working new other different of more active adult m 3 u great good
    premium local international sports sport foreign english german french italian spanish turkish arabic best
    the my your these those vod total extra additional dead unique hindi indian uk us usa plus or so and canales
    gratis nuevos chaines gratuites neue verschiedene deutsche nuovi novos yeni ucretsiz новых разных بث مباشر
""")
# "channel 403", "line 403": the number of a thing.
NUMBERED = words_of("""
    channel channels ch line lines port ports build version ver v rev revision row room rooms season episode id
    ids sid pid item chapter section step windows android ios kb rfc bus flight highway route apartment apt
    floor size canal canales chaine ligne linea zeile seite puerto porta kanal sender zimmer стр строка строке
    канал порт канале قناه القناه المنفذ منفذ saison staffel folge episodio versione versao versija surum satir
    gt gtx rtx rx ryzen intel geforce radeon snapdragon mediatek amlogic dm vu sm model modell modele modelo
    modello ticket issue pr order invoice customer ref reference serial mac ec pin sn tel phone telephone call
    under over about around approx roughly nearly almost circa etwa ungefahr environ unos presque casi quasi
    than least most up paid pay costs cost since year jahr ano annee anno yil год
""")
# … but "every channel 403" is no channel's number.
ALL = words_of("""
    every all each any some most both other alle jeder jedem todos todas cada tous toutes chaque ogni tutti
    tutte butun tum her все всех каждыи كل جميع
""")
# "fails with 403", "results in 403".
ENDS = ("fail", "respon", "repl", "answer", "reject", "result", "end", "crash", "refus", "come", "stop", "die")
# MAG boxes have such model numbers (Infomir's list), and their owners write "mag 520".
MAG_MODELS = words_of("""
    245 250 254 256 260 322 324 349 350 351 352 410 420 424 425 520 522 524 540 544
""")
# "no error 403", "keine 403".
NOT = words_of("""
    no not without never isnt wasnt arent dont doesnt kein keine keinen ohne nicht sin pas sans nessun nessuna
    senza sem nao yok degil не нет без بدون ليس instead
""")
BETWEEN_NOT = words_of("""
    a an the any more longer http error errors err code status getting get gets seeing see of de d fehler erreur
    errore erro ошибка ошибки ошибку hata un une una um uma einen eine ein
""")
# Beside a number that is the whole message otherwise: "403 on tivimate please help", "what is 403", "403 since update".
FILLERS = words_of("""
    works work without other else both up out off on in with my the a an and at from since for when why what
    whats is are does do it its i im me we get getting got help please pls plz hi hello hey guys again still now
    always only just all any of to you your mean means meaning explain about this that here there have has error
    code message problem issue iptv tv app box screen says said say shows displays keeps after update while
    watching every everywhere everything channel suddenly anyone know same too today yesterday tonight morning
    evening weekend ok sir bro mate lol wtf ugh omg hmm so how fix can not en con mi el la los las un una que es
    por favor ayuda desde ayer hoy canal hola significa sale sur avec mon ma le les des une c est quoi bonjour
    aide svp depuis hier signifie j ai dans sous auf mit mein meine der die das bei was ist bitte hilfe seit
    gestern heute hallo bedeutet ich habe immer und no na nos nas com meu minha o os as e ajuda ontem hoje oi
    ola su il lo gli mio mia che cosa aiuto da ieri oggi ciao per favore ve ile nedir ne demek yardim dun bugun
    lutfen merhaba benim bu на с в у меня что такое это помогите пожалуиста вчера сегодня привет со и при значит
    ما هو هذا في علي مع مساعده من منذ امس اليوم معني s t m d l
""")
# One digit, ten to nineteen, and the tens: "four oh three", "five hundred and two", "four twenty-nine".
_UNITS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
"""
_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety"
DIGITS = {word: number for number, word in enumerate(_UNITS.split())} | {"oh": 0, "o": 0, "nought": 0}
TENS = {word: number * 10 for number, word in enumerate(_TENS.split()) if number > 1}
# ExoPlayer's own numbers (1002, 2001 …) are codes only beside one of these.
EXO = words_of("""
    exo exoplayer exoplayerimpl exoplayerimplinternal exoplaybackexception playbackexception mediathree
""")
