# ruff: noqa: RUF001 -- texts in nine languages hold letters that look like other letters
from __future__ import annotations

from itertools import pairwise

import pytest

from bot.core.redaction import holds_credentials, redact

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


@pytest.mark.parametrize("text", TEXTS)
def test_clean_text_stays(text: str) -> None:
    assert redact(text) == text
    assert not holds_credentials(text)


@pytest.mark.parametrize("text", [text for text in TEXTS if "@supportbot" not in text])
def test_clean_text_stays_when_a_link_was_asked_for(text: str) -> None:
    assert redact(text, "link") == text
    assert redact(text, "server") == text


def test_clean_text_stays_in_company() -> None:
    for first, second in pairwise(TEXTS):
        assert redact(f"{first}\n\n{second}") == f"{first}\n\n{second}"
