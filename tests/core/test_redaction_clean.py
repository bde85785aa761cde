from __future__ import annotations

from itertools import pairwise

from bot.core.redaction import holds_credentials, redact
from tests.cases import each

CLEAN = r"""
403
HTTP 403
HTTP/1.1 403 Forbidden
error 403 on all 403 channels
tivimate 403 on all channels since yesterday
HTTP 502 bad gateway smarters pro
X-Err-Code: 2000
error code: 1020
EC: 4004
status: 404, body: {"type": "stream-position-not-found", "title": "Stream Position Not Found"}
AUTH_FAILED
USER_ALREADY_CONNECTED
USER_DISALLOW_EXT on line 4
INVALID_CREDENTIALS
AUTH_FAILED for the user
log says USER_EXPIRED and then USER_BAN
invalid username or password
Invalid username or password.
Invalid username or password: 401
error: invalid username or password!
wrong password
wrong password :(
password is wrong
my password is wrong
the password is correct
Password is not accepted
password incorrect
Password: incorrect
Password: wrong
password: required
password: empty
user disabled
user is disabled
user is blocked by the provider
user is already connected
user not found
username/password not accepted
username / password rejected
the username and password are correct
username and password are both fine
the password field is empty
it asks for user and password
it asks for username, password and server
enter your username and password
enter username and password again
please enter a valid username
forgot my password
I forgot my password, what now?
forgot password? tap here
how do I change the password?
where do I find my username and password
what is my username?
what is the password for the app?
the app wants a password
my password has changed
I changed my password yesterday
the password was reset by the provider
password reset does not work
password reset link
is the password case sensitive?
login failed
Login failed: 403
login failed: HTTP 401
Login: failed
login does not work on TiviMate
login error: ERROR_CODE_IO_BAD_HTTP_STATUS
login page keeps loading
Login type: Xtream Codes
I cannot login with Xtream Codes
login with M3U works, login with Xtream fails
I can log in on the website but not in the app
max_connections: 1
auth: 0
"auth":1,"status":"Active"
exp_date: "1735689600"
{"user_info":{"auth":0}}
{"user_info":{"auth":0,"error":"wrong_password"}}
{"user_info":{"auth":0,"message":"Username or password is invalid."}}
{"user_info":{"auth":0,"status":"Expired","exp_date":"1735689600","max_connections":"1","active_cons":"0"}}
{"js":{"status":1,"msg":"device conflict - device_id mismatch"}}
{"error":"Unauthorized"}
{"username":"","password":""}
{"username":null,"password":null}
"password": null
"password": "••••"
password: ****
username: ••••, password: ••••
username=xxxx&password=xxxx
http://line.example.com:8080/get.php?username=••••&password=••••&type=m3u_plus
http://…/get.php?username=…
http://line.example.com/get.php?username=<username>&password=<password>
http://line.example.com:8080/get.php?username=YOUR_USERNAME&password=YOUR_PASSWORD&type=m3u_plus
http://host:port/get.php?username=...&password=...
http://line.example.com:8080/live/username/password/123.ts
http://line.example.com:8080/playlist/username/password/m3u_plus
http://line.example.com:8080/
http://line.example.com:8080
http://line.example.com:8080/c/
line.example.com:8080
192.0.2.7:8080
198.51.100.23
http://192.0.2.7:8080/c/
http://line.example.com/stalker_portal/c/
http://line.example.com/stalker_portal/server/load.php
http://line.example.com/portal.php?type=stb&action=handshake&JsHttpRequest=1-xml
/stalker_portal/c/
/portal.php
http://example.com/list.m3u
https://example.com/tv/list.m3u
https://iptv.example.com/countries/de.m3u
https://example.com/iptv/index.m3u
https://cdn.example.com/live/channel1/index.m3u8
https://cdn.example.com/live/stream/playlist.m3u8
https://cdn.example.com/hls/720/1234.ts
https://cdn.example.com/hls/720p/segment_123.ts
http://cdn.example.com/live/1/2/3.ts
http://cdn.example.com/1/2/3.ts
http://cdn.example.com/video/2024/05/12.mp4
http://192.0.2.9:8000/play/a021/index.m3u8
http://192.0.2.9:4022/udp/239.0.0.1:5000
https://example.com/issues/123
https://git.example.com/owner/repo/issues/123
https://git.example.com/owner/repo/pull/4512/files
https://example.com/blog/2024/05/how-to-fix-403
https://forum.example.com/threads/no-picture.12345/
https://example.com/docs/faq.html#login
https://example.com/auth/login
https://example.com/login?next=/home
https://example.com/search?q=error+403&page=2
https://example.com/watch?v=5
http://epg.example.com/xmltv.xml.gz
http://epg.example.com/epg/de.xml
https://images.example.com/picons/zdf.png
http://line.example.com:8080/player_api.php
http://line.example.com:8080/get.php
http://line.example.com:8080/status
http://127.0.0.1:8080/api/health
Xtream HTTP 401 Unauthorized for GET http://192.0.2.165:36400/player_api.php?: Unauthorized
rtsp://192.0.2.7:554/stream1
udp://@239.0.0.1:1234
TiviMate 4.0.1
Kodi 21.1 with pvr.iptvsimple 21.9.1.1
version 4.0.1 (build 20231)
app version 6.8, Android 16, Galaxy Tab A9+ 5G
VLC/3.0.18 LibVLC/3.0.18
user agent: VLC/3.0.18
User-Agent: Mozilla/5.0 (QtEmbedded; U; Linux; C) AppleWebKit/533.3 (KHTML, like Gecko) MAG200 stbapp ver: 2 rev: 250
X-User-Agent: Model: MAG250; Link: WiFi
MAG250, MAG 322w1 and Formuler Z11
MAC must begin with 00:1A:79
MAC looks like 00:1A:79:XX:XX:XX
what is a MAC address?
my MAC is not registered
MAC expired
mac address is blocked
Mac: macOS 14.2
the same MAC works in another player
device ID is bad
the serial number is on the back
serial number missing
token expired
token is invalid
invalid token
TOKEN_EXPIRED
activation code is wrong
activation code not accepted
where is the activation code?
Pro7 and RTL2 do not work
channels: BBC One HD, ZDF, Rai 1, TRT 1, 4K UHD
403 channels and 12 films
2,723 channels in 4 seconds
buffering at 1080p50 with 25 Mbps
H.264 1920x1080 25 fps
21/11/2026 20:15
2026-11-21T20:15:00+01:00
2026-11-21 00:09:37 [xTeVe] [ERROR] Forbidden
expires on 14 March 2027
12.99 € a month, 89.90 a year
it costs $14.99
10-20 minutes
since 8:30 this morning
UTC+0200
+7, 0 or -7 hours
timeout after 10001 milliseconds
1735689600
timestamp_now: 1795219777
550e8400-e29b-41d4-a716-446655440000
at com.google.android.exoplayer2.ExoPlayerImpl.prepare(ExoPlayerImpl.java:123)
com.google.android.exoplayer2.upstream.HttpDataSource$InvalidResponseCodeException: Response code: 403
ExoPlaybackException: Source error ERROR_CODE_IO_BAD_HTTP_STATUS (2004)
java.net.UnknownHostException: Unable to resolve host "line.example.com": No address associated with hostname
E/ExoPlayerImplInternal(23222): Source error.
[ffmpeg] tcp: Failed to resolve hostname line.example.com: Name does not resolve
commit da39a3ee5e6b4b0d3255bfef95601890afd80709
sha256 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
cURL error 28: Connection timed out after 10001 milliseconds (see https://curl.example.com/libcurl/c/libcurl-errors.html)
HTTPConnectionPool(host='example.com', port=80): Read timed out. (read timeout=10)
nginx: 2026/11/21 11:58:32 [error] 1234#0: *5 upstream timed out (110)
WWW-Authenticate: Basic realm="Restricted"
Authorization failed.
Authorization: failed
basic auth is required
Basic settings are fine
bearer token missing
the key is wrong
press the home key
key: value
#EXT-X-KEY:METHOD=AES-128,URI="https://cdn.example.com/keys/1.key"
#EXTINF:-1 tvg-id="news.24" tvg-name="News 24" tvg-logo="http://images.example.com/n.png" group-title="News",News 24
#EXTM3U x-tvg-url="http://epg.example.com/epg.xml"
Cookie: stb_lang=en; timezone=Europe/London
logo@2x.png
lodash@4.17.21
C:\Users\me\list.m3u
/storage/emulated/0/Download/list.m3u
password.txt
login.php gives 404
user_info is empty
password manager fills it in
password protected list
season pass for the game
I pass the test, but the second user cannot watch
2 users at the same time
users: 2 of 2
user interface v4.0.1 is slow
sound passes through the receiver (HDMI pass through)
phone: Samsung S23
my phone shows 403 too
on the phone it works, on the TV it does not
Android phone 12 and iPhone 15
call me when it works
my number one channel is gone
pin code is wrong
HDMI pin 19
usuario o contraseña incorrectos
Usuario o contraseña incorrectos.
la contraseña es incorrecta
contraseña incorrecta
mi usuario no funciona
pide usuario y contraseña
olvidé mi contraseña
la clave no es válida
clave incorrecta desde ayer
identifiant ou mot de passe incorrect
le mot de passe est incorrect
mot de passe oublié
il demande un utilisateur et un mot de passe
mon identifiant ne marche plus
Benutzername und Passwort sind richtig
Benutzername oder Passwort falsch
das Passwort ist falsch
Passwort vergessen
Passwort: falsch
es fragt nach Benutzername und Passwort
das Passwort ist abgelaufen, was tun?
mein Passwort wurde geändert
usuário ou senha incorretos
senha incorreta
esqueci a senha
a senha está errada
nome utente o password errati
la password è sbagliata
password dimenticata
password e username non accettati
kullanıcı adı veya şifre hatalı
şifre yanlış
şifremi unuttum
kullanıcı adı ve şifre doğru
неверный логин или пароль
логин и пароль правильные
пароль неверный
пароль не подходит
забыл пароль
просит логин и пароль
اسم المستخدم أو كلمة المرور غير صحيحة
كلمة المرور خاطئة
نسيت كلمة المرور
يطلب اسم المستخدم وكلمة المرور
القنوات لا تعمل منذ أمس ٤٠٣
каналы не работают с 20:00, ошибка 403
les chaînes ne marchent plus depuis hier, erreur 404
kanallar açılmıyor 403 hatası
Sender laufen nicht, Fehler 884 bei 1080p
"Your STB is blocked"
Playback error: “404 stream cannot be reached, please contact your provider.”
it said user: unknown
user = none
password policy: 8 characters
name: Sport HD, group: UK
id: 12345, name: BBC One
u are the best :p
email: none
write me an e-mail
@supportbot 403
5 stars ***** great
100% sure
a/b/c
=== log ===
-----
|---|---|
| Code | Meaning |
| 403 | Forbidden |
ISP_LOCK_FAILED → call the provider
Error 454 🤔
Password 😓
Problem solved, wrong password 😓
wrong password 😓 please help
password ❌
ünïcode tëxt
The user interface shows "invalid credentials" when I press login.
I typed the username and password three times.
The password contains a special character, is that a problem?
Can I use the same login on two devices?
Does the login expire?
my login stopped working yesterday
my login has expired
login ok but no channels
login successful, playlist empty
after login the app crashes
Login - nothing happens
Login → black screen
Password – it says wrong
user / password wrong, what now
user + password are right
username: (empty)
Username: [blank]
user: n/a
User: me
I paid for 3 months, user since 2021
pass the remote please
access denied for user
token mismatch
The key 5 on my remote
my account is active until 14.03.2027
Account: active
account expired yesterday
Account status: Active
Status: Active, Expires: 2027-03-14
Max connections: 2, Active: 1
Subscription: 12 months
Server: line.example.com Port: 8080
Host: line.example.com:8080
Portal: http://line.example.com:8080/c/
URL: http://line.example.com
DNS: 1.1.1.1 and 8.8.8.8
IP: 203.0.113.55
gateway 192.0.2.1, mask 255.255.255.0
ping 12 ms, 0% loss
speedtest 94.5 Mbps down / 38.2 up
Samsung UE55NU7172 2018
LG OLED55C1 webOS 6.0
Fire TV Stick 4K Max (2nd gen) Fire OS 8.1.0.3
NVIDIA Shield Android 11, 9.1.1(33.2.0.157)
Formuler Z11 Pro Max, MyTVOnline 3 v2.1.45
Vu+ Uno 4K SE OpenATV 7.3
Error -1004, -1009
ErrorCode=0x80072EE7
ERR_CONNECTION_REFUSED (-102)
errno 111
PTS 8589934592 discontinuity
2024-05-01 12:00:01.123 +0200 ERROR [main] 12345
[00007f5c6c001234] http stream error: local stream 1 error: Cancellation (0x8)
0x7ffee4a0
core.tv.ui.MainActivity@4f3a2b1c
W/MediaCodec: [OMX.amlogic.avc.decoder.awesome] setting 7
exoplayer2.source.hls.playlist.HlsPlaylistTracker$PlaylistStuckException
BehindLiveWindowException
com.nst.iptvsmarterstvbox
org.videolan.vlc 3.5.4
h264_mp4toannexb
#EXT-X-STREAM-INF:BANDWIDTH=1280000,RESOLUTION=1280x720,CODECS="avc1.4d401f,mp4a.40.2"
#EXT-X-MEDIA-SEQUENCE:2680
#EXTINF:9.009,
segment-00012.ts
http://cdn.example.com/hls/live/2040428/bbc/index.m3u8
https://example.com/path/to/file.m3u8?start=1&end=2
https://cdn.example.com/out/v1/abcdef/index.m3u8
http://192.0.2.9:8080/hls/stream.m3u8
http://192.0.2.9:8080/live/news.m3u8
http://192.0.2.9:8080/channel/12
http://192.0.2.9:8080/stream/12.ts
http://192.0.2.9/tv/1
http://example.com:8000/radio.mp3
https://www.example.com/de/hilfe/anmelden
https://apps.example.com/store/apps/details?id=com.example.tv
https://t.me/examplechannel/123
https://github.com/example/iptv/issues/1234
https://raw.example.com/user/repo/main/list.m3u
http://example.com/tv.m3u8|User-Agent=VLC/3.0.18
http://epg.example.com/guide.xml.gz?days=3
rtp://239.1.2.3:5000
srt://192.0.2.1:9000?mode=caller
Content-Length: 182000000
Retry-After: 30
CF-RAY: 8f00aa11bb22cc33-AMS
ETag: "5e8c-5f1b2c3d4e5f6"
Server: nginx/1.18.0 (Ubuntu)
Date: Sat, 21 Nov 2026 10:00:00 GMT
X-Powered-By: PHP/7.4.33
Location: https://www.example.com/
Set-Cookie: lang=en; Path=/
hola, no me carga desde ayer, error 403
no me deja entrar, dice usuario bloqueado
usuario ya conectado
me pide la clave otra vez
la clave del wifi está bien
mi cuenta está activa
Ma liste ne charge plus, erreur 404
le code est bon
code erreur 500
mon compte a expiré
utilisateur bloqué
le mot de passe que j'ai est bon
ich komme nicht rein, Passwort geht nicht
Passwort stimmt, Benutzername auch
Benutzer gesperrt
Konto abgelaufen am 14.03.2027
Das Login funktioniert nicht mehr
meine Liste lädt nicht, Fehler 403
WLAN ist gut, 50 Mbit/s
conta expirada
usuário bloqueado
não entra, senha correta
minha lista não carrega
l'utente è bloccato
il login non funziona
account scaduto
hesabım doldu mu
kullanıcı engellendi
şifre doğru ama girmiyor
giriş yapamıyorum
логин не работает
пользователь заблокирован
аккаунт истёк
не могу войти, пароль правильный
بيانات الدخول صحيحة
المستخدم محظور
تسجيل الدخول فشل
لا استطيع تسجيل الدخول
كلمة السر صحيحة لكن لا يعمل
Was ist mein Benutzername?
¿cuál es mi usuario?
c'est quoi mon identifiant ?
qual é a minha senha?
qual è la mia password?
şifrem nedir?
какой у меня пароль?
ما هي كلمة المرور؟
the serial number on the box is not accepted
Device ID not found
S/N label is gone
which MAC do you need?
Mac mini M2
big mac 5.99
sn 3 ep 4
PIN is not set
parental PIN required
enter the 4 digit PIN
the token in the URL expired
use the key from the mail
API is down
api returned 512
secret channel list
session expired, please log in
Session timeout
cookie banner everywhere
phone number not required
my number 1 problem
tel me more
I have 2 TVs, 1 phone and 3 boxes
call of duty 2024
WhatsApp group is full
mail not received
e-mail: pending
50 000 channels
order 12345
ticket T-7F3K
version code 1042003
build 4711081500
timestamp 1700000000000
user-agent blocked
user_agent = "VLC/3.0.18"
username field is greyed out
Username too long
Username and password must not be blank
{"password":["This field is required."]}
{"detail":"Authentication credentials were not provided."}
{"message":"Wrong username/password","code":401}
Error: Request failed with status code 401 (username or password incorrect)
mysql error: Access denied for user
password: yes
Password required: yes
Password protected: no
with password or without?
username is case sensitive
password: at least 8 characters
login: please wait
Login: OK
login:failed
Token: invalid
Name: BBC One HD
name=BBC
user count 5000
users 12000 online
passed 5 of 7 tests
Passport control
passive mode
bypass the proxy
compass 360
userland
useragent
loginizer
pinned message
keyboard: Logitech K400
key frame interval 250
monkey123
Sony PIN 12
activation was yesterday
activation code: not received
code: 884
Code 4004
Error code: 500
error code 12345
user: <username>
it counts as username or as password
Android14 as user
line: wrong / bad
line: 12 / 14
account: active / expired
account: alpha / beta
The login screen shows User and Password but the keyboard does not open
Portal says: STB is blocked, contact your provider, MAC not registered
Password must be 8-16 characters
cuando pongo usuario y contraseña sale error 401
quand je mets identifiant et mot de passe ça charge sans fin
Nach der Eingabe von Benutzername und Passwort kommt Fehler 401
após digitar usuário e senha aparece erro 403
dopo aver inserito nome utente e password esce errore 404
kullanıcı adı ve şifreyi girince hata 403 veriyor
после ввода логина и пароля ошибка 403
بعد ادخال اسم المستخدم وكلمة المرور يظهر خطأ 403
password: %s
user name: ${USER}
password: [hidden]
&copy &foobar; &frac34; &hearts; &NotEqualTilde; 5
bearer tokens expire
Bearer authentication
basic abcdefghi is no login
basic QWxsZ29vZA== is no pair
aaaaaaaaaaaaaaaaaaaaaaaaa.bbbbbb.ccccccccccccccccccccccccccccc
4111111111111112
de12 3456
zz12 3456 789a bcde f123 45
DE89370400440532013001
phone: 2026-11-21
tel: 21.11.2026
call 192.0.2.17 first
http://line.example.com:8080 alpha beta
http://line.example.com:8080 alpha
a:b
/live/x
/playlist/a.m3u
http://line.example.com:8080/playlist/list.m3u/x
http://line.example.com:8080/live/username/x/y
me:x@localhost
a&amp;b &lt;tag&gt; %20 \u0041 \n
50%25 off
"""

MORE = [
    "",
    " ",
    "\n",
    "user:\npass:\n",
    "Username:\nPassword:\nServer:",
    "Username | Password\n---|---\n",
    "Code | Meaning\n403 | Forbidden\n404 | Not Found",
    '<form><input name="username"><input name="password"></form>',
    "<html>\r\n<head><title>404 Not Found</title></head>\r\n<body><h1>404 Not Found</h1></body>\r\n</html>",
    "http://line.example.com:8080/c/\nTiviMate 5.1.0\nAndroid 14",
    "http://line.example.com:8080\nno picture\nsince yesterday",
    "http://line.example.com:8080 error 403",
    "http://line.example.com:8080 on MAG250",
    "line.example.com:8080 does not open",
    "Server: http://line.example.com:8080\nApp: TiviMate 5.0.4\nError: 403",
    "Wrong password\nTiviMate\nFire TV",
    "Login\n[Fixed] [Still broken]",
    "It asks for:\nusername\npassword\nserver",
    "1. Open the app\n2. Enter username\n3. Enter password\n4. Press OK",
    "GET /get.php 404\nGET /player_api.php 403",
    "\u202e403\u202c",
    "a\u200bb",
    "a \u200fmarked\u200e text",
    "\ud800 lone",
]

TEXTS = [line for line in CLEAN.strip().split("\n") if line] + MORE


def test_there_are_enough_clean_texts() -> None:
    assert len(TEXTS) >= 150


@each("text", TEXTS)
def test_clean_text_stays(text: str) -> None:
    assert redact(text) == text
    assert not holds_credentials(text)


@each("text", [text for text in TEXTS if "@supportbot" not in text])
def test_clean_text_stays_when_a_link_was_asked_for(text: str) -> None:
    assert redact(text, "link") == text
    assert redact(text, "server") == text


def test_clean_text_stays_in_company() -> None:
    for first, second in pairwise(TEXTS):
        assert redact(f"{first}\n\n{second}") == f"{first}\n\n{second}"
