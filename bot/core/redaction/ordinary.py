# ruff: noqa: RUF001 -- words of nine languages hold letters that look like other letters
"""Words that people write about their television: behind a label they are the next word of the sentence, not a login.

"The password popup", "la clave caducó": no list of grammar knows such words. Most were counted once: what stands three
times or more in the knowledge's own sentences and in the messages of real people (tests/evaluation), folded, without
names, animals, colours, clubs and whatever else is often taken for a password. They only decide where nothing but a
blank, or the rest of a sentence, speaks for or against a value; `password: stream` is masked all the same.
"""

from __future__ import annotations

from typing import Final

from bot.core.redaction.words import NO_VALUE, vocabulary

_BEHIND_LABELS: Final = """
    reporta signale segnala bildirdi vanishes pop-up keypad vault hints strength autofill autocomplete salt footer
    caption textbox checkbox dropdown portion bother bugs glitch hassle stage phase procedure looping rotation leak
    leaks breach theft thief mix-up mixup typos clash collision denial lockout february april july recently mittwoch
    donnerstag samstag martes miercoles jueves viernes mercredi jeudi vendredi quarta quinta martedì mercoledì giovedì
    sabato salı çarşamba perşembe cuma cumartesi вторник среда четверг суббота воскресенье среды пятницы fire-stick
    fire mac-os apple-tv toshiba buzztv enigma2 pc beamer telewizor netiptv smartone oscam sting greska abused
    rejecting mismatches flickers blinks reappears reopens prompts lokale richtige richtigen korrekte eigene grayed
    untouched obsolete pointless confusing brought buys caught costs dealt felt forgets knew lay led owed slips spent
    stole swaps threw woke wore persons beneath despite onto toward towards versus wherever whom aside indeed might
    shall so-called therefore thus umlauts lowercase uppercase dashes slashes quotes ampersand hashtag zig zigmal
    mehrmals oftmals manchmal selten eben bald zuerst zuletzt endlich irgendwie dorthin daher dahin darum deshalb dafür
    darauf daraus darin hierfür wofür womit worauf machte kam gekommen blieb nehmen nahm genommen geben gab gegeben
    fand zeigen zeigte gezeigt sagte gesagt wollen sollte dürfen durfte musste müssen möchte brauchen hing sah setzt
    setzen setzte hielt führt fällt fiel brachte denkt dachte weiss wusste kannte meldete scheint schien klappte klemmt
    spinnt streikt zickt verschwindet verschwand verlangte erscheint erschien tauchte wechselt ändert änderte enthält
    besteht passte gehörte wirkt rausfliegt worden geworden eintippen zurücksetzen abtippen nachher mittags hacen hizo
    hecho vino ponen siguió pasan llegan llevaba dio dado saben supo cambian caducan vencen desapareció empezó contiene
    tuvo ponía decía dijo dijeron piden pidió pedía servía parecen dejaba debe deben creía vemos hubo contra detrás
    encima cerca lejos quizás quizá tanta tantos tantas bastante demasiado mucha poca mayúsculas minúsculas font
    faisait viennent venait mettent restait arrivent arrivait prennent prenait donnait savait sortent entrent changent
    changeait expirent disparue apparu finissent contiennent tient tenait disait demandent demandait sert servait
    semble semblent semblait doivent devait devrait pouvait pourrait pu veulent voulait voyait avaient eu fut étaient
    pire assez quelqu'un certains telle aujourd'hui jusqu'à lorsque bientôt parfois souvent tellement vraiment
    peut-être majuscules minuscule minuscules ratés oubliés fazem fez feito põe passam chegou levou saem saiu entram
    mudam expira expiram contém teve dizia disseram pedem pediu serviu parecia devem deveria podem querem havia houve
    embora enquanto quase talvez algum pouca maiúsculas fa faceva vengono veniva venne mettono restava arrivò prendono
    dava sapeva escono usciva entrano entrava cambiano scadono scadeva apparso teneva diceva chiedono chiedeva serviva
    sembrano sembrava lascia devono doveva poteva potrebbe voleva credo vedeva sarà fu ero peggio abbastanza molta
    tanti tante parecchie tale contro fra vicino lontano spesso maiuscola maiuscole minuscola minuscole yeter yeterli
    gelir gider olmaz yapar yaptı verir vermedi alır aldı kalır çıkar girer girdi girmiyor ister istedi istemiyor bilir
    bilmem görür görünür gördü değişir değişiyor biter başlar kaybolur sildi gönderdi gönderildi kopyalayıp yapıştırıp
    çalmasınlar sormadığınız defalarca bazen henüz önceden ayrıca yalnız yalnızca halen kimse birisi bunun onun bana
    sana bize onlara eğer harfli rakam стал стала стало стали пришла пришло пришли ушёл слетели сбросился сбросили
    сбился исчезла истекает поменялся поменяли меняется изменился сказал сказали писал написал хотят хотел могут мог
    должен должна должны нужно вводил вводила набираю набрал ставил взяли осталась находится требует требуют
    запрашивает спрашивает потерялся затем иногда часто редко наконец ведь потому либо чей свой своя свои сами вся
    другая другие мало меньше перед waar waarom wanneer hoe welk welke deze daar ergens nergens overal altijd nooit
    soms vaak misschien gewoon eigenlijk inmiddels opeens plotseling ineens gisteren vandaag volgens zonder naar onder
    tussen tegen tijdens komt kwam gekomen gegaan geeft gaf gegeven deed gedaan stond ligt zei gezegd vraagt vroeg
    gevraagd bleef kreeg gekregen wil wilde kon moet moest mocht zou zal werd heeft gehad zijn verdwijnt verdween
    verdwenen verandert veranderd wordt co gdzie kiedy dlaczego jak jaki jaka które tego temu tym tutaj teraz dzisiaj
    jutro zawsze nigdy czasem często może chyba nagle znowu tylko także również przez przed po pod nad między bez dla
    więc jeszcze już bardzo trochę dużo mało był była było były będzie mam masz mamy mają miał miała chce chcą mogą
    musi trzeba wygasa zniknęło zniknął zmieniło zmienił zmieniłem przestało przestał wyskakuje pokazuje pisze mówi
    prosi pyta wpisuję kde kdy proč jaký které toho tomu tady teď včera dnes zítra vždy nikdy někdy často možná
    najednou zase jen přes před mezi ještě už velmi trochu moc byli bude máme mají měl chtějí může mohou zmizelo zmizel
    přestalo přestal změnilo změnil píše říká ptá vyprší vad varför när hur vilken vilket dessa detta denna här alltid
    aldrig ibland ofta kanske plötsligt bara också utan från mellan efter före igår idag imorgon sedan blir blev kommer
    kom gick ger gav gör gjorde står stod säger sade vill ville måste skall ska skulle hade försvann försvinner
    ändrades hvad hvor hvorfor hvornår hvordan hvilken dette denne altid nogle gange måske pludselig kun også uden til
    mellem mod siden bliver gik giver siger sagde vil kunne måtte skal havde forsvandt forsvinder hva aldri kanskje
    plutselig uten etter sier hadde forsvant unde când cum acest aceasta aici acolo acum azi mâine mereu niciodată
    uneori poate brusc doar prin peste între fără pentru încă foarte puțin mult sunt erau fost fi avem aveți avea vrea
    vreau pot poți trebuie dispare dispărut schimbat schimbă spune zice cere apare apărut miért hol mikor hogyan melyik
    ez itt tegnap holnap mindig soha néha gyakran talán hirtelen csak nélkül között alatt felett előtt még már nagyon
    kicsit sok kevés volt voltak lesz vannak kell lehet akar eltűnt kér írja mondja mitä missä miksi milloin miten mikä
    tämä täällä siellä nyt eilen tänään huomenna aina joskus usein ehkä yhtäkkiä vain myös ilman välillä jälkeen ennen
    vielä hyvin vähän paljon oli olivat tulee pitää katosi muuttui vanheni pyytää yang ini itu tidak bukan sudah belum
    sedang akan bisa harus mau ingin karena tetapi tapi juga lagi masih selalu pernah kadang mungkin tiba kemarin hari
    besok untuk dari dengan tanpa kepada oleh pada berganti muncul minta galat sahi nahi kaam karta karti raha rahi
    hain kya kyun kaise kab yeh woh abhi kal aaj bahut thoda chưa phải muốn nhưng khi hôm twitter opera brave mark
    guitarre field_required
"""
_COUNTED: Final = """
    aac aan aba abaixo abandonne abbonamento abbruch abend abends aberta aberto abgeschaltet abgespielt abgewiesen abi
    abierta abierto abilitato ability abito ablaufdatum abo aboneligim abonelik abonne abonnement abort aborted abre
    abrem abren abri abrindo abrir abriu abro abroad absent abspielen absturz abuela aca acaba acabei acabo acabou
    acamiyor acarken accanto acceder accedere accende accendo acceptable acces accesa acceso access accessible accesso
    accetta accident according accueil acepta aceptar acesso acha achete acheter acho acht acik acikken acilamadi
    acilamiyor acilan acildi acilinca acilir acilista aciliyor acilmaz acilmiyor acinca aciyor aciyorum acmiyor
    acontece acores across acsam actim action activacion activado activar activate activated activee actively activer
    activity actualice actualiza actualizacion actualizada actualizar actualizo actually adapter adaptive adblock add
    added adding addon addonlog addresses adds adelante adesso adianta adiantado adicionar adim adini adjunto
    administrador administrator admite adres adresi adresini adress adresse adresses ads adsl adult adultos advance
    advanced advice aerial aes affected affiche affichent afficher afr afraid afresh africa afternoon against agent
    agents ages aggiorna aggiornamento aggiornare aggiornato aggiungo aggiunti aggiunto agora agotado agree agrega
    agregar agrego aguanta aguenta ahead ahi ahnung ahora ailleurs ainda air aire airing airplay ait ajoute ajoutee
    ajouter ajustes akis akisi aksam aksamlari aktivasyon aktivieren aktiviert aktivierung aktualisieren aktualisiert
    aktualisierung alan alarm albergo alcuni aldigim aldim alert algo alguem alguien alguma algun alguna algunos alguns
    aliases alike alinamadi alive aliyor aliyorum alleen allem allen aller allgemeiner allora allow allows allume alma
    almadi alman almanya almis almiyor almoco almost alone along alors alpha alphabetically alright als alte alten
    alter alternative although alti altinda alto altra altre altri altro altyazi amanecio amanha amazing amazon ambos
    amd american ami amico amlogic among anadir anbieter ancho anchor ancien ancienne ancient ancora anda andan andar
    andato andava andere anderen anderer anderes android androidx anew anfang anfrage anfragen angeblich angeht
    angemeldet angezeigt angola animados animated anime animes aninda anklicken anlegen anmelden anmeldung annee annem
    anni anno annonce announced annoying annuale ano anoche anos another anpfiff ans anschluss answer answered
    answering answers antena antenna antenne anterior antes anti antiga antigo antigos antivirus antwort antwortet
    anual anuncios anybody anymore anyone anywhere anzahl aos apaga apagaron apago apaguei aparato aparece aparecem
    aparecen aparecer apareceu aparecio aparelho aparelhos apart aparte apenas aperta aperte aperto apk aplicacao
    aplicacion aplicativo apos apparait appare apparecchi apparecchio appareil appareils apparemment apparently appena
    append appimage appli applicazione applis appreciate appreciated approach approx apps appuie apre aprendo apres
    aprire apro aprono apt apunta aquela aqui ara arabic arada aragon arama arancione arasi arasinda arbeit arc archiv
    archive archivio archivo ard area aren arena argentina argument ariyorum ariza arkadas arkadaslar around arquivo
    arranca arrancam arrancan arrancar arreglado arreglo arrende arret arrete arriere arriva arrivano arrivato arrive
    arrives arrow arsiv arte artik asi asildi asimi askida asleep asn aspetta aspettare aspetto assente assigned assim
    assinatura assistant assiste assistenza assistindo assistir associated asynchron ate atendente ativacao ativar
    atiyor atras atrasado attach attack atteinte attend attendre attendu attente attention attesa atti attim attimo
    attivato attivazione attribute attribution atualizacao atualizando atualizar atualizei atualizou atv aucun aucune
    audible audio audiotrack aufgetreten aufnahme aufnehmen aufruf august aujourd aumentei aun aunque aura
    ausgeschaltet ausland aussitot australia austria austrian auswahle autenticacao autenticacion autenticazione
    authenticate authentification authentifizierung author authorisation authorised authority authorize authorized auto
    automatic automatica automatically automatique automatisch autonomico autonomicos autorisation autorise autorisiert
    autorisierung autorizacao autorizacion autorizado autorizzato autorizzazione autre autres available avais avait
    avance avant avanti avanza aver average avere avete aveva avevano avevo avisa avisar aviso avisos avo avoid avoir
    avvio avvisi avviso awaiting away awesome ayari ayer aylik ayri azerbaycan aziendale azul babam backend background
    backup badly baglaniyor baglanmiyor baglanti baglantili baglantisi baglantiyi bagli bai baixa baixar baixei baixo
    baja bajar bajo bakim baktim balanceador balancer balkan ball bam banco banda bande bandeau bandwidth baneado
    banearon banido bank banking bannato banner banni bans bao bar bare barra barre bars bas base based basinca basiyor
    basiyorum baska basladi baslamiyor baslatilamadi baslatinca basligi basliyor bassam basso basta bastan bastim bate
    batem battery bauen bay bayi bayinin bayt bazi bbc beat beats beau beaucoup becco becomes bedava bedeutet bedroom
    beeld began begin beginner beginning beginnt begins begun behauptet behave behaves behavior behaviour behind
    behindlivewindow behoben beiden beides bein bekle bekledim bekliyor bekomm bekomme bekommen bekommt belge belges
    belgesel belgique belgium believe belki belli bello belong belongs bem bende bene beni benimki benissimo berechtigt
    bereich beri bes beside besides besoin besser best bestatigen besten bestimmte beta better between bevor beyond
    bianca bicimi big bigger bij bild bildschirm bile bilen bilgi bilgileri bilgilerle bilgisayar bilgisi bilinmeyen
    billing bilmiyorum bimbi bin bind binh bio birakiyor biri birkac bis bisey bisher bist bit bitis bitiyor bitrate
    bizarre blackout blad blame blanche blanco blanks bleiben bleibt bleu blijft blind blink blinkt bloc blocage blocca
    blocchi blocco block blocker blocking blocks bloquea bloqueadas bloquearam bloquearon bloquees bloqueia bloqueio
    bloqueo bloqueou blos blu bluetooth boa boca body boh boite boitier boks bola bolge bolinha bolum bolumu bom bombos
    bons bonsoir book booked boom boot boots border borrar borraron borre borro borrowed bosluk bot bota botao boton
    bottom boucle bouge bought bounced bound bouquet bouquets bout bouton boxe boxen boxes boxing boyle boyu boyutu
    bozuldu brackets brak branch branche branco brand brasil brauche braucht bravia brazilian break breakfast breaks
    bricht brilliant bring brings bringt broadband broadcast broadcaster broadcasters broadcasting broke brothers
    browser browsers browsing bruder brute bruteforce bucle buenas bufer buffer bufferise bufferizando buforuje bugun
    build building builds built buio bulamadim bulamiyorum bumped bunch bunda bundesliga buon buonasera buongiorno
    buono burada bus busca buscador busco business busy buttons butun buy buyuk buzz bypass byte bytes cabecalho
    cabecera cable cables cabo cac cached cada cadastrado cade cadena cae caen cafe cai caida caido caidos caiu caixa
    caixinha caja cajita calcio calisan calisiyordu calisti call called calls camara cambia cambiar cambiare cambiaron
    cambiato cambie came camera camping campo canada canadian canais canal canale canales canali canals canaux cancel
    cancelar canli canlida canliya canon cap capa capisco capital capitals capitulo captcha captura capture cara
    caravan card care carga cargada cargan cargando cargar cargo carica caricamento caricare caricata caricato carpeta
    carrega carregam carregando carregar carrego carregou carres carrier carries carry carte cartel cartelito cartella
    cartello carton cartoni cartoon cartoons cases casi caso casse cast castigo catalan catalogo catalogue catch
    catchup categoria categorias categorie categories category causa cause caused causes cavo cay cayo ccurlfile cdm
    cdn cdvddemuxffmpeg cedo cekerken cekiyor cekmiyor cell celle cellulare celu celui celular cena cent center cento
    centre centres cep cerchietto cerchio cerco cero cert certa certain certaines certificado certificat certificate
    certificates certification certificato certified certinho certo cesse ceux cevabi cevap cevrimdisi chain chaine
    chaines challenge chama chambre champ champions chance changelog changement changer changes changing channel
    channels chans chapter chaque charge chargee chargement charger charm chatgpt chau chay cheap checker checking
    checklist cheers chega cherche chez chiaro chiavetta chiede chiffres child children chile chillio china chiude chno
    cho choisi choisir choisis choose choosing choppy chose christmas chrome chromecast chs chu chung chunks church
    cierra cihaz cihazda cihazi cihazim cihazlarda cikan cikip cikiyor cikmaya cikmiyor cikti cima cinco cine cinema
    cinq cinque circa circulito circulo cities city cizgi claims class classe classic clavada clean clear cleared
    clearing clearly clears cleartext clic clicco clicked clicking clico client cliente clientes clienti clients clip
    clique cliquei cliquer clock clocks clone cloned clones close closes closing cloudflare club clue cmaf cnn coche
    cocina cocuk codec codecs codice codici codigo codigos cognato cogu coi coince coincide coisa coktu cokuyor col
    cold colei colle colleague collega collegato colocar coloco colon coloquei colours colpo column comando combate
    combien combo comeca comecar comeco comecou comedy comes comincia coming command comme commence comment commentary
    commentator commented commercial commercials commit common communication community compania company compare
    compared comparison comparto compatibile compatible compativel complain complains complaint complaints complet
    completa complete completed completely completo complimenti compose comprar comprato compre comprei comprendre
    comprends compreso comprido compris compro compruebe compu computador computer comuns concert condition cone
    conecta conectada conectando conectar conection conecto conexao conexion conexiones conexoes config configuracoes
    configurar configuration configure configured configuro confirme confirmo conflict confused congela congelada
    connait connect connecte connecter connectexception connection connectionerror connections connects connessione
    connessioni connesso connexion connexions consegue conseguiu consentito consider consigo consists consola console
    const consta constant constantes constants contactar contacte contacted contacter contactez container contattare
    contenido content contenu contenuto contesta conteudo context contient continu continua continuamente continuar
    continuazione continue continues continuo conto contract contrate contre control controle controlla controllare
    controllato convert converted conviene cookies cooking cool cope copia copiato copie copiei copy copyright core
    coreelec corner corre corrected correctly corregido corrida corrigido corrispondono cors corso corta cortado cortes
    corto cos cosas cosi cost cote couldn couldnt count counted counter counting countries country counts coup coupe
    couple coupure coupures cours course courses court cousin cover covers cozucu cozuldu cpu cracked crashed crashing
    crazy create creating credit creditos credits creo cricket cripto critical crois croit cron cross crossed crowd
    crypto cuadro cuadros cual cuales cualquier cualquiera cuanto cuantos cuarto cuatro cuatrocientos cube cucina
    cuentas cuisine culpa cunado cung cunhado cup cure cured cures curious curl current currently custa custom customer
    customers cut cuts cvideoplayer czech dabei dad daemon dagegen daha daheim daily dakika dakikada dal dall dalla
    dalle dallo damaged damit danach dando daneben dang danh danish dank dankeschon dann danno dao daqui dar daran darf
    dark darle dash dashboard dasselbe dat database datacenter date datei daten dato dauernd dauert davanti davon davor
    day days daytime dazn dazu deactivated deadline deal dealer debajo deberia debian debit debloque debug debut
    decalage decale december decide decides decina decir decision declined deco decodage decode decoder decoders
    decodeur decodifica decodificador decoding decroche decrypt decrypted dedans dedi dedicated dediler dedim defa
    default defaut defined degilim degilmis degisince degistirdim degistirince degistirip dehors deiner deinterlacing
    deixa deixaram deixei deixo deixou deja deje dejo dekoder delai delante delay delayed dele deles delete deliver
    delivered delivery dell delle dello demain demais demand demande demarrage demarre demarrent demarrer demas
    demasiadas demasiados demek demenage demi demora demselben demuxer denedim denegado deneme dener deneyin denn
    dentro depasse depassee depend depois deportes depot depuis deram derby derechos deren derived dernier derniere
    derriere derruba derselbe desaparece desapareceu desaparecido desaparecieron descarga descargada descargar
    desconecta describe described description descuento desde desenho desenhos desfasada desfase deshabilitada design
    desincronizado desiste desktop desliga desligado desligaram desliguei desole despues dessin dessins dessous dessus
    deste destegi destek desteklenmiyor deswegen desync desynchronise detect detected detection detiene detto deu
    deutsch deutsche deutschen deux deuxieme dev devam devant deve developer developers devia devient devo devolve
    devolveu devre devtools devuelve deyince deyip dez dia diagnose diagnosis dial dias dibujos dica dicembre dicen
    dicht diciembre diciendo dicono didn didnt dieci died dien dienstag dieron dies diese dieselbe dieselben dieser
    dieses dietro diez diferenca diferencia diferente diferentes differ difference differentes differently differenza
    differs diffuse diger digerleri digit digital digitei dimanche dinner dipende dirait dire direccion direct directly
    directo direitos direkt direto diretta dirette diritti disabilitato disable disabling disallow disant disappear
    disappeared disappears disco disconnect disconnects discord discount discovery discussion disent disguise dish disi
    disk disks dislikes disney disparait dispatcharr displaced display displayed displays dispo disponibles dispositivi
    dispositivo dispositivos disque disse distant distintos dit diventa diversa diverse diversi diverso dix diye diyip
    diyo diyor diyorum diz dizaine dizer dizi diziler dizinin dmax dns dnsi doc docker docs doctype document
    documentari documentaries documentary documentation documented doesn doet dogrulama doing dois doit doku dolby
    dollars dolu domain domaine domains domani domenica domingo dominio don donanim donated dondu done donen dongle
    donma donne donnees donnent dono donunce donup donuyo donuyor door doors dopo dorm dormir dort dossier dosya
    dosyasi dosyasini dot dots double dovrebbe down downgraded download downloaded downloader downloading downloads
    downstairs doy dozen drag drama dran draw drawn draws dream dreambox dreht drei dreimal drift drifts drin dritten
    drive driving drm droits drop dropped drops drucke drucken drucker drunter dsl dst duas dubbed dublado due dun
    dunden dunkel dunku duo duoc duplex duplicates dura durante duration durch durdu dure during durum durup duruyor
    dusmus dusuyor dutch duyuyorum duzeldi duzeliyor dvb dvr dyndns eaddrinuse earlier early earn east eats echeance
    echecs econnrefused econnreset ecra ecran ecrans ecrit ederim edge edit edited editing editor ediyor een effect
    egal eigenen eigentlich eight einbauen einfach eingabe eingeben eingelesen eingerichtet eingeschaltet eingestellt
    eingetippt eingetragen einige einigen einlesen einmal einstellbar eintrage eintragen einwandfrei einzige einziger
    ejecte ekledim eklendi eklenmemis eklenti eklerken ekran ekrana ekranda ekrani ekraninda eksik ekte ela ele elegir
    element elementi elementos elements elenco eles eleven elijo elke ella ellos else elsewhere embaixo embed emby
    emision emisora emission emissora emiten emittente empezar empfanger empieza empiezan empresa emptied emu emulation
    emulator enable encendida encerra encher encoder encoding encontra encontrar encontro encore encountered encrypt
    encuentra encuentro end ende endereco endet ending endless endlessly endlos endpoint ends enetunreach enfants enfin
    eng engel engeli engelledi engelliyor engine english enhancement enigma enlaces enleve enorme enotfound enregistre
    enregistrement enregistrer ensemble ensuite entao entendi entendo entends entera entero entertainment entiendo
    entiere entire entity entonces entra entraba entrada entradas entrambi entran entrar entrare entre entree entrees
    entrega entrei entries entro entrou entry env envio environ environment envoie eof eofexception epgimport episode
    episodes episodi episodio episodios eppure epson equipe equipo equivoque erano eres erfolgreich erisim erkannt
    erlaubt erledigt err errei erreichbar erreicht errno errorcode erst erste erzeugt esce esco escolher escolho
    esconder escreve escribi escrito escucha escucho escuro ese esgotado esiste eskiden eskisi esos espace espacio
    espaco espana espanol espera esperado esperar espere esperei espero esporte esportes esposa essa essai essaye esse
    essere esses estaba establish established establishing estadio estado estar estaria estava esterno estero estou
    estoy estreno etais etc eteint eterno etes ethernet etimedout etkin etmiyor etranger etre ettim etwas euch eure
    euro euronews europe euros eurosport evde evdeki even evening evenings event evento eventos events ever everybody
    everyone evidence evinde ewig exact exactly example examples excedido exceeded exceeds excel excellent except
    exception exceptions exchanged exclamation exclude existe existing exit exited exiting exits exo exoplayer exp
    expect expected expecting expects expiration expiry explain explained explaining explains explanation explica
    explicar explication explique export exported expose expres express expressvpn ext extend extended extension
    external externe externem externo extinf extra extractor extractors extreme eyvallah fabrica faccio face facebook
    faces faco fact factory facts fai failures fair faire fais fait faixa fake fala falan falando falar fallando
    fallback fallida fallidos fallisce fallita falliti fallos falls falou falsche falschen falso faltam faltando
    famiglia fangt fanno faq far fare fark farki farkli farmi fast faster fatal fatto fatura fault faults faulty faut
    faute favore favori favoris favorite favoriten favorites favoritos favourite favourites faz fazer fazla feature
    features fecha fechar fee feed feeds feel feels fehl fehlercode fehlercodes fehlermeldung fehlertext fehlversuche
    feld fell femme fenetre fenster ferie ferma fermer fermi fermo fernbedienung fernsehen fernseher fernsehern fetch
    fetched fetches fetching few fewer ffmpeg ffmpegdirect ffplay ffprobe fhd fiber fibra fibre fica ficam ficar
    ficheiro fichero fichier fichiers ficou fifteen fifth fifty fige fight figlia figlio figura fija fil fila file
    filed files filha filho fill fillbuffer fille filled fills film filmato filmde filme filmen filmes filmi filmler
    filmlerde filmleri films fils filter filtered filtering filters filtra filtre filtro fim fin final finale finally
    finalmente finche find finde findet finds finestra fini finisce finish finishes finit finita finiti finito fino
    fiquei firefox firestick firewall firma firmware fissa fit fits five fixable fixed fixes fixing fiz flash flashes
    flat flatpak flawless fliegt flix flood floor flow fluid fluide fluido flussi flusso flussonic flutter flux foi
    fois folder folders folge folks follow followed following follows fond fondo fonte foot fora forbid forbiden forced
    forcement forcibly forever forfait forget fork form forma formato formats formatted formed formula formule formuler
    fornecedor fornitore forse forth forty forum forward fosse foto four fournisseur fps fraco fragloaderror fragt
    frame frames francais francaises france frase fratello frau free freebox freezing frei freigeschaltet freitag
    french frente frere fresh friday fridge friends friert fritzbox front froze fruh fruher fuente fuera fui full
    fullhd fullscreen fully funcionaba funcionam funcionando funcionar funcionava funcionou function functioning funf
    funktion funny funziona funzionare funzionato funzionava fuori furs further fusball fuso futbol futebol future
    futuristic gaat galera galiba game games gaming gan ganz ganze ganzen gap gaps gar garde garden gate gateway gatway
    gayet gbit gcc gcore gebannt gec gece gecen gecidi gecince geciyor gecmedi gecmis gecmiyor gectim gedruckt geen
    gefuhlt gefunden gehn geholt gehort gehts gekauft geladen geldi geldim gelen gelince gelip gelistet geliyor gelmedi
    gelmiyor gemacht gen genau genauso gene generate generated generic generico genre gens gente geo geoblocked
    geoblocking geoffnet geografico gepruft gerade geral gerat gerate geraten gerekiyor geri gerisi geriye german
    germany gern geschaut geschrieben gesehen gesetzt gestartet gestellt gestern gestore getaddrinfo getestet getting
    gewechselt ghz gibt gibts gidiyor giga gigabit ging gings gio giorni giorno gira girando girince girip giris girisi
    giriste giriyor giriyorum girmis git github gitlab gitmiyor gitti giu giugno giving glad glasfaser glaub gleiche
    gleichen gleicher gleiches gleichzeitig global globo gluetun gmail goal god goes going gol golpe gondermiyor google
    gordum gore goremiyorum gorunmuyor goruntu goruntuden goruntusu gorunuyor goruyorum gosteriyor gozukuyor gra graba
    grabacion grabaciones grabando grabar grabber grad grade gradle grafana gran grand grande grandma gratis gratuit
    gratuita gratuite grava gravacao gravacoes gravar grave great greece greek greets grelha grew grey greyed grid
    grigio griglia grille gris grise grises grosse group groupe groupes groups grubu grun grunden grup grupo grupos
    gruppe gruppen gruppi gruppo grupta gse gstreamer guaranteed guard guarda guardado guardar guardare guardo guasto
    gucken guckt guess guessing guests gui guia guida guide guides gultige gun guncelle guncelledim guncelleme
    guncellemeden guncellendi gunden gundur gunduz gunluge gunu guten guvenli guy guys guzel gzip hab haber habia
    hablando hablar habt hace hacer hacia hadn hafta haftadir hago haha hala halb halbe halben half halfte halfway halt
    halts hand handed handful handle handler handling hands handshake handy handynetz hang hangen hangi hanging hangt
    happen hard hardly hardware harf haric hasn hasta hatasi hatta hatti hattim haut haven hazir hdhomerun hdhr hdmi
    hdr head header headers headphones heads healthy heap hear heard heat heavy heb hebergeur held hell helped helpful
    hem hemen hence hepsi hepsinde herhalde herkes herkese herkeste hermano hesaba hesabi hesabim hesabimi heure heures
    heut heute hevc hicbir hicbiri hicbirinde hiccup hiccups hice hide hides hiding hien high hij hija hijo hilft him
    hin hinh hinkt hinter hinterher hinterlegt hinweis hisense histoire history hit hitch hits hitting hizli hizmet
    hizmetleri hoai hocam hoch hoje hold holds hole holen holiday hollanda holt home honest hop hoping hora horario
    horarios horas hore horloge hors hort hosted hoster hosting hostname hosts hot hote hotel hotfix hotline hotspot
    hour hourglass hours house household hoy html httpclient httpdatasource httperror hubiera huge hui humain human
    humano hundred hundreds hung hurry hypnotix ibo ice iceri icerik ici icinde icon icona icone icons idea idee ideia
    idem identification idioma ids ieri ignore ignored ihn ihre iki ikinci ikisi ikisini ileri ilk illisible imagem
    imagen images immagine immagini immediately impeccable implayer implement import importa importar importe imported
    importer importing imports imposible impossibile impossivel impostazioni imposto impresora impressora imprimante
    imzali inattendu inc inch incl included incluido incluso incollo incompatible incomplete index india indicate
    indietro indique indirirken indirizzo indirme indo inesperado infantil infantiles infini infinite infinito infomir
    informacao informacion information informazione infos infrastructure ingest ingles inglese ingresso inhalt inhalte
    inicia inicial iniciar inicio init initial initialize iniyor iniziale inizio injoignable ink inner input
    inputstream ins insecure inside insieme insiste insists instagram instalar instale instalei install installation
    installe installed installer installiert installing instalo instance instant instante instantly insuficiente
    integration integre inteira inteiro intel intended intentando intente intento intentos intera interdit interesting
    interface interlaced intermittent internal interne interner internet internetanbieter interneti internetim
    internetinde internetverbindung interno intero interrompe interrompt interrompue interrotta interrupted
    interruption interruptions interval invece invoice ioexception ios iplayer iplaytv ips iptvnator iptvsimple iptvx
    ipye ireland irgendwann irgendwas irgendwo irish irma isa isareti ise isimler isn isp isso issuer istek istemci
    istiyorum isto italia italian italiani italiano italy item items itens itself iyi izin izleme izlemek izlenmiyor
    izlerken izleyemiyorum izleyemiyoruz izliyor izliyorum jahr jahren jai jaja jala jalan janela january java
    javascript javax jede jedem jeden jeder jedes jeito jellyfin jemand jemandem jerks jerky job joga jogo join joindre
    joined jointe jornal joue jouer jour journal jours json jsondecodeerror jsonexception judge judicial jump jumps
    june junto jura jusqu juste justo kabel kac kalan kaldi kaldim kaliyor kalmadi kalmis kan kanal kanala kanalda
    kanaldan kanale kanalen kanali kanalin kanalinda kanalini kanallar kanallarda kanallari kanallarin kanallarinda
    kanallarinin kanalow kanalu kanaly kanka kannst kapaniyor kapanmis kapatinca kapatip kapatiyor kapatmislar kapattim
    kapkara kaputt karanlik karariyor kardesim kare karismis karsi kasiyor kategorie kategoriyi kayboldu kaydi kayik
    kayit kayitli kayiyor kaynagi kaynak keinem keinen keiner kendi kendiliginden kendine kendini kenh kennt kept kere
    kernel kesik kesildi kesiliyor kesiyor ket keyboard kez khac kick kicked kicks kid kids kijken kilit kill killed
    kills kimlik kind kinderkanal kindly kinds kirmizi kisi kismi kisminda kiste kitchen kiziyor kkk kkkk klappt
    klasoru klasse kleine klick klotzchen knock knocked knocking knocks know knowledge knows kod kodide kodiprop kodu
    kolko koln komm kommen kommt komple komplett konnt konnte konnten konsolda konsole kontaktieren kontrol konusmak
    konusuyor kopiert kopuyor kostet koydum kreis krieg kriege kriegt krijgt kringel kubectl kucuk kullanilamiyor
    kullaniyor kullaniyorum kumandayla kumpel kunde kunden kurdum kurze kutu kutuda kutum kutunun kutusu kutusunda
    kutuyu label labels lache lack ladebalken laden lado lados ladt laduje lag lags lai laisse laliga lamenta lampeggia
    lance lancement lancent land landing landline landlord lange langen langer langsam language laptop laquelle large
    largo lasciato lassen lasst last lasting lasts late lately latest latino latinos laufen laufts launch launcher laut
    law layout lazim lazy lbs lead leads league learned learning least leave leaves leaving leci lecteur lecture leeds
    leere leeren leerzeichen left legacy legal legales legata legenda legge leggo lehnt leider leitor leitung len
    lendemain length lent lenta lentisimo lento ler less letra letrero letter letting lettore lettre letzte letzten
    letztes leur leva levanta level levelloaderror levres libera libero library libre libreelec libres licenca licence
    licencia license licensed licenza lich lief liefert liegen liegt liens lies lieu life lifetime lift lifted lifts
    liga ligacao ligada ligado ligar light lights lignes ligo ligue liguei lijst likely limite limits lineas linee
    lines lineup lingua linhas linked linki linkim linkini linkleri linux lip lips lire lisansi lisboa lisbon liscie
    liscio lisible liso listado listas listed listede listeden listelenmiyor listem listen listenin listes listesi
    listesinde listesine listeye listeyi listing listings listo lists listy lit lite little live lives livestream
    living livre lizenz llaman llega llego llegue lleno lleva llevan llevo load loaded loader loads local locale
    locales localhost locali location lock locks log logar logcat logda logging loghi logic logiciel logo logos logra
    logs loguearme logunda loi lokal lol londra longtemps longue looked lookup loops loopt loro lors lose loses loss
    lot lots loud loue low lower lte lucchetto luck luego lugar lui lujo lunch lundi lunedi lunes lunga lungo luon luta
    luz maar macbook machen machine machines macht maci macos macs macta mad made madre madrugada mae maghreb maglarda
    mags magscan mah mails main mainly maintain maintainers maintenance maintenant maioria maison maj majuscule make
    maker makes making male malformed malgre malta man managed management manana manca mancano mancanti manche manco
    manda mandar mandaram mandaron mandato mando mandou manera manha manifest manifeste manifestloaderror manifesto
    manifiesto mano manquantes manque manual manually manutencao many mao map mapped mapping maps maquina marca marcado
    march marchait mardi marked marketplace markiert marking marks maroc marque marquee marre marzo massimo matched
    matching matchs mate materiel mates matin matrix matter matters mattina maximale maximo maximum may maybe mbc mbit
    mbps meaning meant meantime meanwhile measured meckert media mediacodec mediacodecrenderer mediadrm medianoche
    medias mediaset mediathek medio medium medya meer meet mega megabytes megas meglio mehr mehrere meia meinem meinen
    meiner meines meint meio mejor melden meldet meldung melhor members memes memoire memoria memory mend mended
    mensagem mensaje mensajes mensch mention mentre menu menus menuye mercado mere merged mesaj mese meses mesh mesi
    mesmos messa messages messaggi messaggio messo meta metade meter method methode meti meto metodo metres mets mette
    mettere metto mettre meus mexe mexi mexico mezz mezza mezzanotte mezzo mezzogiorno mich micro mid middle middleware
    midi midia midnight midway mie miei mientras mieux migrated migration migre mijn mil mille million mim mime min
    mind minecraft minh mini minimo ministra mins minus minute minuten minutes minuti minuto minutos mir mira mirar
    mirror mise misin misiniz mislukt mismos miss missed mistake misto mitad mitigated mittag mitten mix mixed mixes
    miyim mkv mnie moans mobil mobile mobilen mock mode model modem modemde modemi modo module modulo modus moglich moi
    moin moindre moins mois moitie molte molti moment momentan momentanement momento monat monate monday monde money
    monitor montag monte month monthly months monton montre more morgen morning moro morre morreu mort morte morti
    morto mortos morts mosaic mosaico most mostly mostra mostram mostrando mostrar motion motivi motivo motorsport
    mouline mouth move moved moveis movement moves movie movies movil moviles moving movistar moyen mpd mpeg mpegts mpv
    mrl msg much muchas mucho muchos muda mudar mudaram mudei mudo mudos muere muerto muertos muestra muet muita muitas
    muitos mullvad multi multicast multimedia multiple multiview mum mund mundial mundo muoiono muore muove must
    musteri musteriye musun musunuz mute muted muti muto mux muxes muzik myself mysql mytvonline nachdem nachladen
    nachrichten nachrichtensender nachschauen nacht nachts nacional nacionales nadie named namen nanomid naranja
    narrador narrow nascondere national native nature nav navegador navigateur navigator nay nazionali neanche near
    nearer nearly necesitan necesito negado negato negra negro nehme nei neighbour neighbours nell nelle nello nemmeno
    nen nenhum nenhuma neo nephew ner nera nereden nereye nero nesse nessun nessuna nessuno net netherlands network
    networkerror networks netz neue neuen neuer neustart neuve nevertheless newbie newer newest news next nexus nginx
    nha nhom nic nice nicely nicer nickel night nightly nimmt nin nine ninguem ningun ninguna ninguno nirgends nix niye
    nobody noche noches nochmal node nog noi noir noire noise noite nonna nonostante noon nord nordic nordvpn normal
    normale normalen normally norte north nostro nota notas note notebook noted notepad notes notice noticed notices
    noticias notification notizie notre notte novamente nove novela november novita novos nowhere npm nslookup
    nsurlerrordomain nua nuage nueve nuit nulla nulle num numa numara numarali numbering numeri numero numeros nummer
    nun nuovi nutzt nuvem nvidia nxdomain oblige obraz obs obtener obter obwohl occasion occupati occured occurred
    occurs ocho ocorreu october odasindaki odd odedim odeme odendi offer offered offers office official offnen offnet
    offset oft often oggi oglan ogni okhttp olabilir olan older oldest oldugu oled olmadan olmadi olmali olmus olsa
    olsun oltre olu olun olur olustu oluyor oma omega omur omx ona onceki onda ondan one onerror ones onglet onn ons
    ontem ooops oops opcao opcion opendemuxstream openfile opening openinputstream opens openvpn operador operadora
    operateur operation operator operatore oppure ops opus opzione ora orari orario orden ordenador ordenar order
    ordered ordi ordine ordre ore org origem origen origin original origine orologio ortasinda oscura oscurato
    osterreich others otherwise otra otras otro otros ott ottnavigator ottplayer oturum oturuyorum ouco oups ours out
    outage outlook outofmemoryerror output outra outras outro outros outside ouvert ouverte ouverture ouvrant ouvre
    ouvrent ouvrir over overlay overload overloaded overnight ovunque own owner oye oyle oynamiyor oynat oynatici
    oynaticida oynaticiya oynaticiyi oynatilamadi oynatma oynatmiyor oynayan oynuyor oysa ozel ozet paar pacchetto pack
    package packages packed packet packets pacote padding padlock padre paese paf paga pagamento pagar pagare pagata
    pages pagina pague paguei pai paiement painel paio pais paket paketi pakette palavra panasonic panelde panele
    panelin panels panne panneau pannello pantalla paper paquete parada parado parait param parameters parami params
    parando parar parayi parce pare parecchi parece pareil parental parents parfait parla parlare parle parler
    parliament parou parpadea parrilla parse parsed parser parserexception parsing part partage parte partial
    particular partido partidos partiel partir partire partita partite partono partout parts party pasa pasada pasado
    pasando pasar pasaron pase paso passa passada passados passage passait passando passante passar passare passato
    passed passee passei passen passent passer passerelle passes passiert passing passo passou passt passthrough past
    pasta paste pat patch path patience patient patienter pattern pausa pausas pause pauses pausing pay payer paying
    payment paypal pays pazar pazartesi pazartesiden pcm peak pede pedi pedido pedindo pedir peer pega pegam pego pegou
    pela pelada peli pelicula peliculas pelis pelo pena penalty pencere penceresi pendant pendrive pensa pensando pense
    people percent percentage perd perde perdeu perdi perdio perdon pere perfect perfecta perfectly perfecto perfeito
    perfetto perfil perhaps period periode periodo permanent permanente permanently permesso permission permissions
    permite permitido permitted perso person persona personal personalizado personne peru pes pesa pese pessoa pessoal
    peticiones petit petite petits peu phat philips phim phone phones photo photos php phut pianta piccolo pick picked
    pico picon picons pictures pie piece pieces piena pihole pile ping pinned pip pipe piracy pis piscando pista pix
    pixel place placeholder places plain plan planned plano plans plantage plante plataforma platform platte play
    playable playback playbackexception played player players playing playlists playlisty plays playstation plein pleno
    plex plexte plotzlich plug plugged plugin plupart plusieurs pobierania pochi poco pocos pode poder podia podido poi
    point pointe points polegadas polish polite pollici polsat pomeriggio pone poner ponga pongo ponho pop popcorn pops
    popups porfa porta portable portail portails portala portalda portale portali portals portatile ports portugal
    portugues portuguese portugueses pos posible position possibile possivel posso possono post posta poste posted
    poster posters postgres posto posts potete potplayer pouco pourquoi pourtant pouvez pouvoir powerline ppv pra praia
    prazo precisa precise precisely preciso precondition preferiti prefix premature prematurely premier premiere
    premium premo prend prende prendida prendre presa present presente preset preso press pressed presses pressing
    presta presto preta pretend preto preview previews previous prevue prezzo price prices prima prime primeira
    primeiro primer primera primero primo principal print printer prints pris privacy privado privato prix pro probably
    probado probando probar probe probiert probing problema probleme problemi procesar process processed processing
    prochaine profil profile profiles profilo profit program programa programacao programacion programado programas
    programe programi programlari programm programma programmazione programme programmes programmfuhrer programmi
    programs progress proibido proiettore project projector projects prometheus promise promised promo pronto proper
    properly propia proposal propre proprio protocol protokoll proton protonvpn prova provare provati provato prove
    provedor proveedor proves providers provo proxied proxies proxima proximo proxmox proxy proyector prozent prueba
    pruebo prufen pub public pudo pueden puerta puerto puesta puesto puffer puffern puffert puis pull pulled pulling
    pulls pulsar pum punta puntata punto puo purchase pure purpose pus puse push pushed puso puts puxa pvr qdo qua
    qualche qualcosa qualcuno quale quality qualquer qualsiasi qualunque quand quanti quanto quantos quart quarter
    quarto quasi quatre quatro quatrocentos quattro quebec queda quedado quedan quede quedo quel quella quelle quelli
    quello quelqu quelque quelques quem quer queria quero query questa questions questo queue quick quicker quickly
    quien quiere quieren quiet quietly quindi quinhentos quinientos quit quita quitado quite quito quits quitte quiz
    quota race radchen radio radios ragazzi raggiunto rai raise raised raisons rale ram rame ran random randomly range
    ranges rapido rare rarely raro raspberry raspi rate rather ratito rato raus raw reach reachable reached reaches
    react reaction reacts read reader reading readme reads reais real reality really reason reasons rebelote reboot
    rebooted reboots rebota rebuffering rebuffers rebuilt rec recargar receipt receive receiver receiving recent
    receptor recharge recharger rechaza recherche rechtlichen recibe recien recife reclama reclame recognised recoit
    recommend reconecta reconhece reconnect reconnecting reconnects reconnu reconoce recopie record recorded recorder
    recording recordings records recu recuperer recupero recusou recv reddediyor reddetti reddit rede redemande
    redemarrage redemarrer redirect redirects redis ref refactor reference referrer refonctionne refresca refrescar
    refresh refreshed refreshes refreshing refund refusal refusals regardait regarde regarder regards regex regiao
    region regionais regional regionale regionales regionali regionals regionalsender regione register registered
    registo registra registrada registrare registrato registrazione registro registry reglage regle regolare
    regolarmente regular rehber rehberde rehberi reicht rein reiniciando reiniciar reinicie reiniciei reinicio
    reinstale reinstalei reinstall reinstalle reinstalled reinstalling reiter rejects reklam relance relancer related
    relay release released reliable reload reloaded reloading reloads relogio reloj relojito remaining remarche
    remember remets remettre remote remoto remove removes rename renamed renew renewal renewing renouvele renouveler
    renouvellement renovar renove renovei rented rentre renuevo renvoie reopen repair repaired repart repeated repeater
    repeats repente repeticion replace replaced replaces replay replica replied replies reply repo repond repondent
    reponse report reported reporter reports repositorio repository reposo reprend reprise reproducao reproduccion
    reproduce reproducen reproducir reproductor reproduz reproduzir req requested requesting requete requetes
    requisicao reseau resellers reserve resets resim resolu resolution resolve resolved resolver resolveu resolvia
    resource respinge respond responde responden respondeu responding responds response responses resposta respuesta
    rest resta restano restart restarted restarting restarts reste restent restituisce resto restore restored restream
    restreamer restreamers restreaming restricted restriction restrictions resuelto result resultado resultat results
    resume resumes resuming retard rete retire retired retomar retorna retour retourne retried retries retrieve
    retrieving retroceder retry retrying return returned returning returns reveil revenda revendedor revendeur revenir
    revenu reverse reviens revient review revise reviso revoir revolut rewind riavvia riavviato riavvio ricaricare
    ricerca ricevuta ricomincia riconosce rid rientro riesce riesco rifare rifiuta rifiutano riga righe rights rimanda
    rimane rimasta rimasto ring rinnovare rinnovato rinnovo riparte riprende riprendo riproduce riprodurre riproduzione
    riprova riprovare rispetto risponde rispondono risposta risposto risulta risultano ritardo ritorno ritrovo riuscita
    riuscito rivedere rivenditore road roba robo robot roda rodando rodar rodinha roi roja rojo roku romania romanian
    rond room rooms root rossa rosso rot rotate rotating roteador rotella rotellina roue rouge roughly roule round
    route router routeur routines routing row rows rsync rtl rtmp rtp ruckeln ruckelt rueda ruedita ruim rule rules run
    rund runner running runs runter rural rush russian saat saati saatinde saatini saatler saatleri saatte saattir
    sabado sabados sabah sabahtan sabe sabit sablier saca sacar saccade sach saco sad sadece safari safe safely safest
    safety sag sagen saglam saglayici saglik sagt saida sair sais saison sait sala salen salgo salia salida salidan
    saliendo salio salir salon salondaki salotto salta salto saltos salut salva salve salvo samedi sample samsung
    samtliche sang sanirim saniye saniyede sapere sardegna sarebbe sat satellite satici saticiya satin satir
    satisfiable saturday sauber sauf saute save saves saving savoir saw sayfa sayfasi sayfasinda saying sayisi sbaglio
    sballato sbatte scadenza scan scanner scans scarica scaricando scarico scatti scegliere scelgo scene schaltet
    schauen schaut schedule scheduled scheitert scheme schermata schermi schermo schickt schirm schlafzimmer schlagt
    schliest schluss schnell school schreibt schwarz schwarzer schwarzes schweiz schweizer scorsa scratch screens
    screenshot script scritta scritto scrive scrivere scrivo scroll scrolled scrolling scusate sealed search searched
    season seat sebebi sec seccion secince seconda seconde secondes secondi secondo seconds secs section sections
    security seeing seek seeking sees seferinde seg segfault segment segmentos segments segna segnale segue seguidos
    seguir segun segunda segundo segundos segura seguro seh sehe sehen sei seis seitdem seite seja sek sekund sekunde
    sekunden selam selben selbst seldom select selected selecting self sell seller selling sells semaine semana semanas
    sembra senal send sender senderliste sendern senderwechsel sending sends sendung sendungen senkron senora sense
    sente sentence sentences sento separate september ser serait seri seria serie serien series serio sertifika serve
    served serveradresse servers serverumzug serves serveurs service services servicio servico servidores servizio
    servono sesi sessao sessione sessiz set sets settimana setup seul seule seulement seven several sexta sezione sezon
    shaka shaky share shared sharp shield shift shifted shifts ship shipping ships shop shopping shortened shortly show
    showed showing shut shuts sia siamo sich side sideloaded sieht sifir sifreyle sight sighting sign signal signed
    significa signing signo signs sigo siguen siguiente sikinti sildim silence silent silently silip simdi simgesi
    similar simpler simply simsiyah simultaneous sinal sinds sinema singhiozzo single sinir siniri sinon sinopsis
    sintonizador sintonizadores sintonizar sintonizzatore siptv sirve sirven sistem sistema sistemato sit site sites
    siteye sitio sito sits sitting sitzt six siyah sizde size sizin skin skip skipped skipping skips slash slate sleep
    sleeps slept slider slideshow slip slot slots slower slowly slows small smaller smarter smartersta smartiptv smb
    smiley smooth smoother smoothly sms snap snappier soap sobald sobre socket socketexception sofa sofort software soi
    soir soiree soirs soit sola solamente sold solicitud solito solo soltanto solucionado solucos solution solved
    solves som somebody somehow someone sometimes somewhere somos song songs sonido sonntag sonradan sonraki sonrasi
    sonst sonu sonuc sonuna sonunda sony soporte sorgente sorry sort sorted sortie sorting sorun sorunsuz sorunu
    sostiene sottotitoli sou souci soundbar sour source sources soy sozinho space spain spanish sparisce spariti
    sparito sparkle spat spater spazio speak speaker speakers speaks spec special specific specified speech speed
    speedtest spegne spenta spento sperre sperrt spiel spielen spielt spin spinner spins splash split spor sports
    sportsender spostato spot spotify sprechen spring springen springt spuckt sqlite square squares src srt ssd ssh
    ssiptv ssl sslerror sta staan staat stabile stable stacca staccato stack stadium staff staffel stagione stall
    stalled stalls stamattina stand standard standardised standbild standby standig standing stands stanotte staring
    stars starten startet starting startuje startup stasera stat stata state states static station stations stato statt
    status statuscode statut stava stay stayed stays stbemu steam steeds stehen stelle stellen step steps stereo stessi
    stick sticks stickte stimme sto stock stopping stoppt storage store storia storung story straight stream streamid
    streaming streamlink streams stremio strict strings strm studio stuff stumbles stumm stunde stunden sturzt stutter
    stuttering stutters style sub subi subito subject subs subscribed subscricao subtitle subtitles subtitulos succede
    successo sucesso suche sudden suddenly suelta suena sugestao suggest suggestion sugli sui suis suisse suisses suit
    suite suivante sul sull sulla sullo sumiram sumiu summary sunday sunucuda sunucudan sunucusu sunucuya sunucuyla
    sunucuyu suocera suocero suono super superado superato superonline supongo suportado suporte supplied support
    supportato supported supports suppose supposed sure surekli surer surface surfshark surprise surtout surum surumu
    suruyor survenu suscripcion suspenderam svizzera svizzeri svp svuota swallows swap swapped swears sweden swiss
    switch switched switches switching switzerland symbol symptom sync synchro syncing synology syntaxerror system tab
    tabela table tablet tablette tabs tafel tag tage tagen tagliata tags tailscale take takiliyor takip tal talk
    talking talks tam tamam tampoco tampon tan tane tanesi tanto tao tap tape tapping taraf tarafindan tarayici
    tarayicida tard tarda tarde tardes tardi target tariff tarih tarihi tarihini task taste tasto tatilde taucht tava
    tbm tcl tcp tdt team teams tech technical technician tecnico tedeschi tedesco tek tekrar tel tela telas tele
    teleachat telecharge telechargement telecharger telecom telecomando telecommande telefon telefona telefonda
    telefono telefonu telejornal telekom telemovel telephone teles televisao televiseur television televisions
    televisor televisore televizo televizyon televizyonda tell tellen telling telly telnet tema temp template tempo
    temporada temporarily temporary temps ten tenia tenta tentando tentar tentativas tentatives tentativi tente tentei
    ter terca termina terminal termino terminou terms terra territorio territory terza tesekkur testar teste tested
    testei testen testi testing testo testphase tests testzugang tete texto texts theater theirs theme themselves thi
    thin thing things think thinking thinks thirty tho thought thousand thousands thread threadfin three throw thrown
    thru thu thumbnail thumbnails thumbs thuong thursday tick ticket tickets tie tied tiempo tienda tienen tieng tik
    tikir tile tiles till timed timeline timeout timeouterror timeouts timer timeshift timestamp timezone tinha tiny
    tip tipo tippfehler tira tirar tired tirei tiro tirones titel title titles titoli titolo titre titres titulo
    titulos tivi tizen tls tnt toast toca tocam tocar tocco toco toda todas todavia together toggle toi tolgo tolto
    toma tombe tone tonight took tool tools tooltip top tope topic toque tor torna tornare tornato torno tot total
    totale totally tote touch touche touched tour tourne tournent toute toutes town tra traba trabajo trabalho
    traceroute track trae traffic trailer trailing train tranne transcode transcoded transcoder transcoding transfer
    transferencia transferred translate translation translators transmision transmissao transponder transport tras
    trasmette trasmettono trava travail travando travar travel travelling tre treat treats tren trente tres trial
    trials triangle trick tries trinta trip triste troca trocar trocaram troco trocou trois trong trop troppa troppe
    troppi troppo troquei trotz trotzdem trouble troubleshoot trouve trouvee trouver trova trovo trt truc truoc trust
    trusted trying tsextractor tuesday tuliprox tum tun tune tuned tunel tuner tuners tuning tunnel tunnelling turk
    turkce turkish turlu turn turned turning turns turuncu tusuna tut tutmuyor tutta tutte tutti tuviera tvbox tvde tvg
    tvheadend tvip tvn tvos tvs twelve twenty twitch two types typical typically typing typo uber uberall uberhaupt
    ubers ubersicht ubuntu ucretsiz udpxy ugoos uguale uhd uhr uhrzeit uit ulasamiyor ulke ulkenizde ultima ultimo
    ulusal umano umas umgestellt umgezogen umschalten umstieg umzug unauthorised unbekannter unblock unblocked under
    underneath underrun underscore understand understood undo uneven unexpected unexpectedly unfortunately ungultige
    unico uniquement unit unless unlisted unlock unplayable unplug unplugged unprocessable unraid unregistered uns
    unserem unspecified unstable unsuccessful unsupported unter unterschied unterstutzt untertitel unterwegs untrusted
    unusable unusual unwatchable update updates updating upgrade upgraded upgrading upload uploaded uploading upon
    upper upstairs upstream uptime uri urlaub urls usa usable usage usando usar usb uscita uscito useful useless uses
    uso ustedes usual usually utc utilise utilisee uyari uyarisi uydu uyeligim uyelik uygulama uygulamada uygulamalarda
    uygulamanin uygulamasi uygulamasinda uygulamayi uyusmuyor uzun vaapi vacaciones vacances vacanza vacation vai
    valable vale valeu validation validity van vanish vanished vanno vao vardi variant varias varios varmis vater vay
    vcs vecchi vecchia vecchio veces vecino vede vedere vedo vedono veia veille veinte veio vejo velha velho veloce vem
    ven vence vencer vencimento vencimiento vendedor vendeur venditore vendo vendor venerdi ventana venti veo ver
    verbinde verbinden verbindet verbindung verbindungen verboten verbunden verdad verde verdi verdict verdiler verdim
    veren veride verificacao verificato verifie verifier verifiez verifique verify verip veriyor verkaufe verkaufer
    verlangern verlangert verlangerung verliert vermelha vermelho vermiyor vers versao verschoben verschwunden verse
    versetzt version versione versions verso verstehe versuch versuchen versucht vert vertauscht vestel veut veux vez
    vezes viajando viaje vidaa video videojs videoplayer videos videosu vie vieille vieja viejo viele vielen vielleicht
    viendo viene vienen viens vient vier viertelstunde vietato vieux view viewed viewer viewers viewing vigente vijf
    vingt vire virgin virtual visibile visione vista visto vita vite viu vive vivo vizinho voce voces voci vod vodafone
    vogliono voi voice voices void voila voir vois voisin voit voix voll vollig volta voltando voltar volte voltei
    voltou volume volumen volver volvio vong vont vor voraus vorbei vorhanden vorher vorn vorrei vorschau vostra vote
    votre voz vpn vpns vpnsiz vps vserver vuelta vueltas vuelve vuelvo vuestra vuol vuole vuote vuoti wahlen wahrend
    wait waited waiting waits wake wakes waking wall wann want wanted wants ware warn warning warp warranty wars warten
    wartet wartezeit washing wasn watch watchable watchdog watched watches watching way ways wczoraj weather web webos
    webplayer webseite website wechsel weder wednesday week weekend weekends weeks weg wegen weighs weis weiter
    weiterschauen wel welchen welcher well welt wem went werbung western wget whatever whats whatsapptan whatsoever
    wheel whenever whereas whether whichever whitelist whitelisted whoever whole whose wide wider widevine widget
    wieder wiedergabe wiedergabefehler wiedergegeben wifisinde wiki window windows wins wipes wired wireguard wirft
    wish within woanders woche wochenende woher wohl wohnzimmer wolke wollte won wonder wonderful wondering woran
    wording wordpress words workaround worker world worse worst worth wrestling writes writing wrn wrongly wrote
    wszystko www wywala xbox xciptv xem xiaomi xml xmlhttprequest xmltv xong xstreamity xteve yabanci yani yaninda
    yanit yanlismis yapamiyorum yapayim yapinca yapistirdim yapistirinca yapiyor yapmadim yaptim yari yarida yarim
    yarin yarisi yarn yasaklandi yatak yavas yayin yayinda yayini yayinlar yazacagim yazan yazi yazici yazin yazinca
    yazip yazisi yaziyor yazmis yazmiyor yazsam year yearly years yedek yemek yeniden yenisi yerde yerden yere yerel
    yerinde yerine yesil yesterdays yetki yetkilendirme yetkisiz yil yillik yine yirmi yokmus yoksa yukleme yuklendi
    yuklenemedi yukleniyor yuklenmiyor yukluyor yurt yurtdisi yurtdisinda yuvarlak yuz yuzde yuzunden zaden zah zahl
    zahlt zahlung zaman zap zappe zapped zappen zapper zapping zaps zaten zdf zegt zehn zeigt zeilen zeit
    zeituberschreitung zeitversatz zender zenders zero zertifikat zgemma zip zona zone zoom zugriff zuhause zuruck
    zusammen zuschauer zwar zwei zweite zweiten zweiter zweites zwischen έβαλα ένα έχει ανοίγει από κάθε κάνει κανάλι
    κανάλια κανένα κανονικά λέει λίγο λίστα μετά μου μόνο παίζει στη στην στο τίποτα της του τώρα όλα όσα όχι
    авторизации авторизация авторизован адрес адреса адресе адресом айпи аккаунта аккаунте андроид андроиде архив
    архива архиве аут бабушка база байт балансере бан беларусь берет бесконечно благодарю блок блокировки бокса больше
    большое большой бот боюсь брата браузер браузере будет будто букет буфер буферизации буферизация буферит буфером
    быстро быть варианта ваше вашей вашем вбивать вбил вводить ввожу вдруг веб везде вернулся версии версия весит весь
    вечер вечера вечерам вечером вещание взял взять видел видео видимо видит видно вижу висит включает включается
    включать включаю включают включаются включен включил включили включить вместо внешним внизу внутри возвращает войти
    вообще вопросов воспроизведения воспроизвести воспроизводится восьми вот вперед впн времени временно время вроде
    всего всем всех всичко вставил встает встроенный всю вторая вторника второго второй втором вторую вход входа входе
    входит вчера вчерашнего вчерашний върти выбираю выдает выкидывает выкинуло выключен выключил выключили вылезает
    вылезло вылетает выскакивает выходные выходных вышел вышла вышло відкривається гид гиде глухо говорит говорят год
    года голос гостинице границей границы грешка грузит грузится групп группа группе группу группы губы гугле дает даже
    дал дали дальше данными данных дата даче два двадцать две двенадцать двух декодер декодером делать дело день деньги
    дергается держит десять детские диск диске дней дни дня добавил добавить добавлении добавляю добавьте доброе добрый
    долго должно дом дома домашнего домен дорожка доступ достучался достучаться друга других другого другой другом
    другую думает думал его един ему жалуется ждать ждет жду жена живая живет живой живу жму жоден журнал журнале
    забанили заблокировал заблокированных заблокировано завершается зависает зависаний завтра заглушка загружается
    загрузить загрузка загрузке загрузки заканчивается закончилась закончилось закончился закрывается замены заново
    записи запись заплатил запрещено запрос запроса запросу запускается запускаются запуске заработало зарежда заставка
    застывает заходит зашел звук звука здесь здравствуйте зеленые зеленый знает значит знаю играет играют идет идут
    избранное изображение иконки имени именно инет инета интернет интернета интернету исправлено истекло источник
    источника исчез ищу йде кабель кабелю кадр кадре кадров каждого каждой каждом каждую каждые каждый кажет казахстана
    какая какие какого какой какую канал канала каналам каналах канале канали каналите каналов каналы каналів картинка
    картинки като качается кино клаудфлер клиент клиента клиентов кнопка кнопке кнопку кого код кода кодек коди коды
    колесико колесо количество комнате компе компьютер конец консоли конца конце кончается кончилась кончился который
    красная красный кроме кругу кружок крутилка крутит крутится кстати куда купил кухне кэш легли лежит летает лимит
    линии линию линия лист листа листата листать листе лицензия лишь логах логе логотип логотипом лучше любой любом
    маге маком матч матча мая мбит медиатека между мене меню менял мертвые мертвый мертвых месте месяц минут минуту
    минуты мир много мобильного мобильный могу моей может можно моим молчит момент мою музыка мультик навсегда надо
    надписи надпись нажал нажимаю назад найти написано напрямую народ нас настройках находит начала начался начинается
    неверных невозможно него недействительный неделе недели неделю неделя недоступна недоступно ней некоторые нельзя
    несколько нету нечего нибудь никак никаких ними них ничего новая нового новом новости новую новых ноль номер номера
    норм нормально ноутбук ночи ночь ночью нтв няма нічого оба обеда обновил обновить обновлен обновление обновлении
    обновления обновляется обновы обратно обрывается общий обычных один одна одни одним одно одновременно одного одной
    одном одну ожидания окно около окончания оператора описание оплата оплатил оплаты оплачена опять особенно осталось
    остался остальное остальные останавливается отваливается отваливаются отвалились отвалился отвергает ответ ответа
    отвечает отдает отдельно отец отказ отказано отказывает отключил отключили открывает открывается открываю
    открываются открыл открытии открыть отличается отлично отпуск отстает отсутствует ошибкой ошибку ошибок ошибся
    падает пак пакет памяти панели панель пару паузу паузы пашет первая первого первой первый передач передача передачи
    передачу переезда переехал перезагрузил переключать переключаю переключаются переключение переключил переноса
    перестал перестали перестало переустановил перешел период периодически пинг писать письма пише пишет пишите пишу
    пишут плагин планшет планшете платил платить плеер плеера плеере плейлист плейлиста плейлисте плейлистов плекс
    плексе плиз плохой повтор повторите подвисает подгружает подгружается поддерживается поддержка подключается
    подключен подключение подключений подключения подключил подключиться подождать подождите подписка подписки подписку
    подряд подскажите позже поиск пока показ показывает показывают поле полминуты полный половина половине половины
    полоска получает получаю полчаса поменял помогает помогло понедельник понедельника понял понять попыток пор порт
    портал портала портале порталу порядке после посмотреть посреди поставил постоянно поток потока потоке потоков
    потом похоже починилось почти пошел пошло поэтому появляется пояс прав превышен превышено през премиум прерывается
    привязана приложение приложении приложения приложениях примерно принимает приставка приставках приставке приставки
    приставку приходит приходится пришел про пробел проблема пробовал провайдер провайдера провайдером провайдерский
    проверил проверить проверку проверьте проверял програма программа программе программу программы продавец продления
    продлил продлить проекторе прокси пропадает пропал пропала пропали прописан просмотр просто профиль проходит
    процентов прошел прошивки прошлой прошлом прошлый прямо прямой пульта пультом пускает пустое пустота пятница пятого
    пять работало работать работе рабочий равно радио раз раза раздел размер разница разные разом разрешен разу раньше
    рассинхрон рассыпается рвет рвется регион региональные регионе режет реклама рекламы рен реселлер решению робот
    ровно ролик россия рот роутер роутера ругается руками русские рыбалку рядом сайт сам сама само самого самое
    самсунге сбой свежий сверил связаться сдается сдвиг сдвинута сделать себя сегодня сейчас секунд секунда секунду
    секунды семь серая сервера сервере сервером серверы сервис середине сериал сериалов сериалы серии серию серия
    сертификат сессия сети сижу сих скачать сколько скопировал скрипт след слишком слышно смарт смартерс сменил
    сменился смены смог смотрел смотреть смотрит смотрю смс сна сначала снова снять совпадает совсем содержимое
    соединение соединения сообщает сообщение сообщения соседа соседние соседний спальне спира списка списке списку
    список списъка спокойно спорт спортивных сразу срок ссылке ссылки ссылкой ссылку ссылок ставит ставить ставлю
    сталкер старая старое старой старому старт старте стартует стартуют старые старым статус стоит стол стоп стоял
    стоят страна стране страница страны строк строка строку субтитры сутки считает сын табличка тайм таймаут таймер
    таймшифт так такого такое там тариф твердит текст телевизор телевизора телевизоре телевізор телегид телегида телек
    телека телеке телепрограмма телепрограммы телефон телефона телефоне телик телике тем теми тему теперь тест тестовый
    тех тивимейт тип тихо тишина того той толку том тому тормозит точки точно трансляции трансляция трафик тредфин
    третий трех три тридцать трижды тръгва тръгват тут тыкаю тысяч тюнер тюнеров тюнеры тянет убрали уверяет удается
    удалась удаленный удалось уехал узнать упал упс успевает устройств устройства устройствах устройстве устройство
    утра утро утром уходит учетку файл файла факту фильм фильма фильмов фильмы флешку формат футбол футбола хватает
    хорошо хост хотелось хоть хотя хочет хочу хром целиком час часа часов часовой часть часы чате чек человек человека
    через черно черное черный четыре числа чистая чтобы шесть шлет шлюз шоу штук экран экрана экране элементов эмби
    этим этого этой этом эфир эфира эфире ютуб яндекс інтернет ابدا ابني ابي اتصال اتصالات اثناء اجهزه احد احط احمر
    اخبار اختار اختفت اخر اخري اخضر اخوي ادفع ادور اذا اربع اريد اسبوع استخدم استني استنيت اسجل اسرع اشتراك اشتراكي
    اشتريت اشتغل اشغل اشوف اضافه اضغط اضيف اطفال اعاده اعرف اعمل اعيد اغير افتح افتحه افلام اقدر اقلب اكثر اكستريم اكمل
    الا الاتصال الاتصالات الاثنين الاجهزه الاحد الاخبار الارشيف الاسبوع الاشتراك الاصدار الاصلاح الاضافه الاطفال
    الاعاده الاعدادات الاعلان الاعلانات الافلام الانترنت الانتهاء الاندرويد الانيجما الاول الاولي الايبي البائع البارح
    الباقه البث البدايه البرامج البرنامج البفر البلد البلوتوث البوابه البورت البورتال البوستر البوكس البيانات البيت
    التجديد التجربه التجريبيه التحديث التحقق التحميل الترجمه التركي الترميز التسجيل التسجيلات التشغيل التصويره التطبيق
    التطبيقات التقليب التلفاز التلفزيون الثاني الثانيه الثلاثاء الجدول الجديد الجديده الجزيره الجلسه الجهاز الجوال
    الحاله الحد الحركه الحظر الحلقه الحياه الحين الخادم الخدمه الخط الخطا الخطوط الخير الدائره الدخول الدعم الدفع
    الدليل الدومين الديكودر الرئيسيه الراوتر الرد الرساله الرسيفر الرمز الروابط الرياضه الرياضيه الريموت الساعه السجل
    السلام السنه السيرفرات السينما الشاشه الشركه الشغل الشهاده الشوط الشي الشيلد الصباح الصبح الصفحه الصلاحيه الصوت
    الصوره الصيغه الطلب الطويل الظهر العافيه العثور العراقيه العربيه العميل العنوان الغرفه الف الفجر الفرق الفندق الفي
    الفيديو الفيلم القائمه القديم القديمه القناه القنوات القوائم الكاش الكل الكمبيوتر الكود الكوره الكيبل اللائحه
    اللسته الله اللوحه اللوق اللي الليسته الليل الليله المؤقت الماتش الماج المباراه المباريات المباشر المباشره المتصفح
    المجموعه المحاوله المحتوي المحليه المزود المسلسل المسلسلات المشاهده المشغل المشكله المصادقه المصدر المعلومات المغرب
    المغربيه المفضله الملاكمه الملف المهله الموبايل المودم الموزع الموضوع الموقع الناس النت النسخه النظام النهائي
    الهارد الهدف الواتساب الواي الوقت الويب اليوم امبارح امس امي انتظار انتظر انحظر انحلت اندرويد انسان انقطع انه اني
    انيجما اول ايام ايبي ايجنت ايش ايقاف ايه باش باقتي باقه باقي بالتطبيق بالخادم بالذات بالسجل بالسيرفر بالضبط بالقروب
    باللوحه بالليل بالنص ببرنامج بتشتغل بتفتح بخطا بدل بدلت بدونه برا برامج برنامج بزاف بسبب بسرعه بطيء بعدها بعض بكره
    بكل بكود بلا بلدك بلكس بنفس بوابه بورت بورتال بوصه بوكس بيانات بيفتح بيقفل بيقول بين تاريخ تاني تايم تبدا تبديل
    تتجمد تجربه تحت تحديث تحقق تحمل تحميل تدخل ترجع تركيا تروح تسجيل تشتغل تشغيل تضيفون تطبيق تطبيقات تطلع تظهر تعديل
    تعذر تعطي تعني تفتح تفعيل تقدر تقريبا تقطيع تقول تلات تلف تلفاز تلفزيون تلقائي تمت تمشي تنبيه تنزيل توجد توقف توقفت
    توقيت تيفي ثاني ثانيتين ثانيه ثريدفين ثلاث ثواني جاري جددت جدول جربت جماعه جميع جنب جنبها جهاز جهازك جهازي جهازين
    جيجا حاجه حاليا حاول حاولت حتي حجم حدث حدثت حذفت حرف حسابي حسب حطيت حطيته حظر حقوق حلقه حلوه حمرا حملت حوالي حولت
    حيت خارج خاص خالص خانه خاوي خايف خدام خدمه خطي خلال خلص خلصت خمس خيار خير داخل دافع دخلت دخول دفعت دقائق دقايق
    دقيقتين دقيقه دليل دوله دومين دون ديال ديالي رابط راجع راضيه رافض رام ربع رجع رجعت رساله رفض رفعت رقم ركبت رمز
    رمضان روابط روبوت رياضه ريال ريستارت زاد زال زوجتي سابق ساعتين ساعه ساكن سالا سامسونج سبب سبورت ستالكر ستيك سجل
    سجلت سحابه سطر سعر سكرت سليم سمارترز سنه سواد سودا سوداء سويت سيرفر شاشات شاشه شبكه شخص شرح شركه شريط شغلته شكل
    شلتوا شنو شهر شهور شوي شويه شيء صاحبي صار صارت صباح صفحه صفر صلاحيه صوت صوره صيانه صيغه ضعيف ضمن طافي طافيه طالع
    طايح طبيعي طفيت طلب طلع طلعت طلعلي طول طويل عاد عادت عادي عارف عدد عده عربي عربيه عشان عشر عشرين عطاني علامه عليكم
    عليه عليها عميل عند عندكم عنده عندهم عنوان غلطت غيرت غيرها غيروا فات فاضي فاضيه فاي فتح فتحت فتره فقط فهمت فوق
    فيديو فيلم فين فيه فيها قائمه قاعده قال قدر قديمه قريب قسم قناتين قناه قنوات كاتب كاست كامل كامله كانها كاين كبير
    كبيره كتبت كتخرج كتير كثير كثيره كده كذا كروم كلاودفلير كلشي كله كلها كمان كنت كنحل كود كودي كيخدم كيطلع كيعطي كيلو
    لازم لاقي لان لحاله لحالها لحد لسا لسه لفيلم لقيت لكل لكم للبورتال للتطبيق للسيرفر للقائمه للي لما لمده لها لوحده
    ليا ليش ليله لين ليه مؤقت ماج ماذا ماشي ماشيه مافي مانع مباراه مبارح مباريات مباشر مباشره متاحه متاخر متصل متوافق
    متوفر مثل مجاني مجدد مجموعه محاولات محاوله محتوي محجوب مدعوم مدعومه مدي مرات مربعات مربوط مرتين مره مزود مزيان مساء
    مسافر مسافه مستعمل مسجل مسح مسحت مسلسل مسلسلات مسموح مشغل مشكله مصدر مصرح مطفي معروف معلومات معناه معني معي معينه
    مفتوح مفيش مكان مكتوبه مكرر ملف ملي ممتازه ممكن ممنوع منذ منطقتك منها منهم مني مهله موجوده موقع ميت ميته ميجا مين
    نافذه ناقص ناقصه نزل نسخت نسخه نشره نشط نفسه نفسها نقدر نهايه هاد هاردوير هذي هيك واجهه واحد واحده وارجع واش واشتغل
    واقف واقفه وال والاشتراك والافلام والباقي والبث والبورتال والبيانات والتطبيق والتلفزيون والثاني والجديد والجهاز
    والجوال والحين والخط والدخول والدليل والرابط والسيرفر والشاشه والصوت والصوره والعميل والقائمه والقناه والقنوات
    واللي والمباشر والمسلسلات والمشغل والملف والنت والو واليوم وانا واي وباقي وبالسجل وبرضه وبس وبعد وبعدها وبعدين وبقي
    وترجع وجربت وحده وحدها وخلاص ورجع ورجعت وسط وشغلته وصار وصل وصلت وطلع وعشان وعلي وعند وعندي وفي وقال وقت وقتها وقف
    وقفت وقناه وكل ولا ولازم ولدي ولسا ولسه ولما وليس وما ومش ومع ومفيش ومكتوب ومن ونص ونفس وهو ويب ويرجع ويطلع ويعطي
    ويقول وين وينتهي ياخذ يبدا يتحدث يتحمل يتصل يتم يتوقف يجي يحاول يحمل يخلص يدخل يدخلني يرجع يرد يرسل يرفض يستجيب
    يسجل يشاهد يشتغل يشغل يشغلها يشوف يطلع يطلعني يظهر يعد يعرض يعرف يعرفه يعطي يعطيني يعلق يعني يعيد يغلق يفتح يفشل
    يفصل يقبل يقراه يقطع يقول يكتب يكمل يلف يمشي يمكن ينزل ينعرض ينفع ينقطع يوجد يوصل يوقف يوم يومين
"""
ORDINARY: Final = NO_VALUE | vocabulary(_BEHIND_LABELS) | frozenset(_COUNTED.split())


def ordinary(word: str) -> bool:
    """Tell whether a folded word, whatever punctuation it carries, belongs to the sentences of such reports."""
    bare = word.strip(".,;:!?'\"`()[]{}<>*")
    return bare in ORDINARY or (len(bare) > len("passes") and bare.endswith(("ly", "mente", "ment")))
