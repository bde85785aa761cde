from __future__ import annotations

import html
import json
import string
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.core import redaction
from bot.core.redaction import MASK, detecting, holds_credentials
from bot.core.redaction.labels import kind_of
from bot.core.redaction.links import NO_LOGIN
from bot.core.redaction.looks import address, no_value, placeholder
from bot.core.redaction.paths import Segment
from bot.core.redaction.words import FILLERS, NOT_BEFORE
from tests.cases import each

if TYPE_CHECKING:
    import pytest

redact = lru_cache(4)(redaction.redact)  # each text is looked at several times

HOST = "http://line.example.com:8080"

# {u} and {p} are a username and a password, written as they are.
FREE = """
Username: {u} Password: {p}
Username: {u}\\nPassword: {p}
username: {u}, password: {p}
USERNAME: {u} / PASSWORD: {p}
user: {u} pass: {p}
user:{u} pass:{p}
User:{u}\\nPass:{p}
user={u} pass={p}
user = {u}\\npass = {p}
User - {u}\\nPass - {p}
User – {u}\\nPassword – {p}
User → {u}\\nPass → {p}
User ➤ {u}\\nPass ➤ {p}
User => {u}\\nPass => {p}
user -> {u}, pass -> {p}
Username：{u} Password：{p}
user for the box: {u}\\npassword for the box: {p}
u: {u} p: {p}
U={u} P={p}
u - {u}\\np - {p}
usr: {u} pwd: {p}
usr={u};pwd={p}
uname: {u}, pw: {p}
user "{u}" password "{p}"
user: "{u}" password: "{p}"
user: '{u}' pass: '{p}'
**Username:** {u}\\n**Password:** {p}
**Username**: `{u}`\\n**Password**: `{p}`
*user:* {u} *pass:* {p}
• Username: {u}\\n• Password: {p}
- Username: {u}\\n- Password: {p}
1. Username: {u}\\n2. Password: {p}
👤 Username: {u}\\n🔑 Password: {p}
👤 {u}\\n🔑 {p}
👤: {u} 🔐: {p}
✅ User 👉 {u}\\n✅ Pass 👉 {p}
Username\\n{u}\\nPassword\\n{p}
Username:\\n{u}\\nPassword:\\n{p}
Username:\\n\\n{u}\\n\\nPassword:\\n\\n{p}
Username\\t{u}\\nPassword\\t{p}
| Username | {u} |\\n| Password | {p} |
| Username | Password |\\n|---|---|\\n| {u} | {p} |
Username | Password\\n{u} | {p}
username,password\\n{u},{p}
user;pass;server\\n{u};{p};line.example.com
Username\\tPassword\\tServer\\n{u}\\t{p}\\tline.example.com
Server   User   Password\\nline.example.com   {u}   {p}
my username is {u} and the password is {p}
My username is {u} and my password is {p}.
my username is {u}, password is {p}, nothing works
the user is {u} and pass is {p} please check
user {u} pass {p}
user {u} / pass {p}
user {u}, password {p}
username {u} password {p} on tivimate
user name: {u} | pass word: {p}
login: {u}:{p}
login: {u} / {p}
Login: {u} Password: {p}
login {u} password {p}
Login = {u}\\nPassword = {p}
log in: {u}, pass: {p}
user/pass: {u}/{p}
user/pass: {u} / {p}
user / pass: {u} {p}
user:pass = {u}:{p}
username and password: {u} {p}
Username & Password: {u} & {p}
username/password: {u} {p}
credentials: {u} / {p}
Credentials: {u}:{p}
login details: {u} {p}
Server: line.example.com:8080 User: {u} Pass: {p}
Host: http://line.example.com:8080\\nUser: {u}\\nPass: {p}
DNS: http://line.example.com\\nUSERNAME: {u}\\nPASSWORD: {p}\\nEXP: 2027-01-01
Portal http://line.example.com:8080 username {u} password {p}
{{"username":"{u}","password":"{p}"}}
{{"username": "{u}", "password": "{p}", "auth": 1}}
{{'username': '{u}', 'password': '{p}'}}
{{"user_info":{{"username":"{u}","password":"{p}","message":"Welcome","auth":1}}}}
{{\\\\"username\\\\":\\\\"{u}\\\\",\\\\"password\\\\":\\\\"{p}\\\\"}}
{{"user": "{u}", "pass": "{p}"}}
{{"iptv_user": "{u}", "iptv_password": "{p}"}}
{{"userName": "{u}", "userPassword": "{p}"}}
username: {u}\\npassword: {p}\\nserver: line.example.com
xtream:\\n  username: {u}\\n  password: {p}
XTREAM_USERNAME={u}\\nXTREAM_PASSWORD={p}
export IPTV_USER={u} IPTV_PASS={p}
[xtream]\\nuser = {u}\\npass = {p}
<username>{u}</username><password>{p}</password>
<user>{u}</user>\\n<pass>{p}</pass>
<string name="username">{u}</string><string name="password">{p}</string>
<input name="username" value="{u}"><input name="password" value="{p}">
<setting id="username" value="{u}"/><setting id="password" value="{p}"/>
<b>Username:</b> {u}<br><b>Password:</b> {p}<br>
<tr><td>Username</td><td>{u}</td></tr><tr><td>Password</td><td>{p}</td></tr>
Username: <code>{u}</code> Password: <code>{p}</code>
Username: ||{u}|| Password: ||{p}||
user1: {u}\\npassword1: {p}
name: {u}, password: {p}
id: {u} password: {p}
login id: {u} password: {p}
account name: {u} pwd: {p}
pasword: {p} usename: {u}
Passwrod: {p}, Usrname: {u}
curl -u {u}:{p} http://line.example.com/
--username={u} --password={p}
--user {u} --password {p}
Usuario: {u} Contraseña: {p}
usuario: {u}\\ncontraseña: {p}
Usuario {u} contraseña {p}
mi usuario es {u} y mi contraseña es {p}
mi usuario es {u} y la clave es {p}, no funciona
usuario: {u} clave: {p}
usuario={u} contrasena={p}
nombre de usuario: {u}, clave: {p}
usuario y contraseña: {u} {p}
usuario/contraseña: {u}/{p}
USUARIO - {u}\\nCONTRASEÑA - {p}
credenciales: {u} / {p}
Usuario | Contraseña\\n{u} | {p}
Utilisateur : {u}\\nMot de passe : {p}
identifiant : {u} mot de passe : {p}
nom d'utilisateur: {u} mot de passe: {p}
nom d’utilisateur : {u}, mdp : {p}
mon identifiant est {u} et le mot de passe est {p}
mon mot de passe est {p} et mon nom d'utilisateur {u}
identifiant {u} mdp {p}
Identifiants : {u} / {p}
Identifiant | Mot de passe\\n{u} | {p}
Benutzername: {u}\\nPasswort: {p}
Benutzer: {u}, Kennwort: {p}
Benutzer {u} Passwort {p}
mein Benutzername ist {u} und das Passwort ist {p}
Mein Benutzername lautet {u} und mein Passwort lautet {p}
das Passwort lautet: {p}, der Benutzer heißt {u}
Zugangsdaten: {u} / {p}
Benutzername/Passwort: {u}/{p}
Benutzername\\tPasswort\\n{u}\\t{p}
Nutzername = {u}; Kennwort = {p}
Usuário: {u} Senha: {p}
usuário {u} senha {p}
meu usuário é {u} e a senha é {p}
usuario: {u}\\nsenha: {p}
nome de usuário: {u} palavra-passe: {p}
utilizador: {u} / palavra passe: {p}
Usuário | Senha\\n{u} | {p}
Nome utente: {u} Password: {p}
utente: {u}\\npassword: {p}
il mio nome utente è {u} e la password è {p}
utente {u} password {p}
credenziali: {u} {p}
Kullanıcı adı: {u} Şifre: {p}
kullanıcı adı: {u}\\nparola: {p}
kullanici adi: {u} sifre: {p}
kullanıcı adım {u} şifrem {p}
Kullanıcı {u} şifre {p}
Kullanıcı Adı | Şifre\\n{u} | {p}
Логин: {u} Пароль: {p}
логин: {u}\\nпароль: {p}
логин {u} пароль {p}
мой логин {u}, пароль {p}
логин/пароль: {u}/{p}
логин - {u}, пароль - {p}
Логин — {u}\\nПароль — {p}
имя пользователя: {u}, пароль: {p}
мой логин это {u}, а пароль это {p}
Логин;Пароль\\n{u};{p}
اسم المستخدم: {u}\\nكلمة المرور: {p}
اسم المستخدم {u} كلمة المرور {p}
اسم المستخدم : {u} كلمة السر : {p}
اسم المستخدم هو {u} وكلمة المرور هي {p}
يوزر: {u} باسورد: {p}
اليوزر: {u} الباسورد: {p}
"""

# One password (or PIN, code, key) alone.
ALONE = """
password: {p}
Password : {p}
password={p}
password = "{p}"
PASSWORD:{p}
my password is {p}
my password is {p}, what now?
My password is "{p}"
pw: {p}
pwd: {p}
passwd={p}
passwd: {p}
psw: {p}
pass: {p}
pass={p}
passphrase: {p}
the password they gave me: {p}
Passwort: {p}
Passwort lautet {p}
Das Passwort lautet {p}.
IPTV-Passwort: {p}
WLAN-Passwort: {p}
wifi password: {p}
Wi-Fi password is {p}
wifi key: {p}
contraseña wifi: {p}
clave wifi: {p}
mot de passe wifi : {p}
kennwort = {p}
contraseña: {p}
la contraseña es {p}
la clave es: {p}
mot de passe: {p}
le mot de passe est {p}.
mdp: {p}
senha: {p}
minha senha é {p}
a senha é: {p}
la password è {p}
parola d'ordine: {p}
şifre: {p}
şifrem: {p}
parola: {p}
пароль: {p}
пароль {p}
Пароль - {p}
كلمة المرور: {p}
كلمة السر هي {p}
كلمة السر: {p}
باسورد: {p}
𝗣𝗮𝘀𝘀𝘄𝗼𝗿𝗱: {p}
🅿🅰🆂🆂🆆🅾🆁🅳: {p}
Ｐａｓｓｗｏｒｄ＝{p}
pass\u200bword: {p}
P\N{COMBINING ACUTE ACCENT}assword: {p}
"""

CODES = """
token={p}
token: {p}
"token":"{p}"
access_token={p}
api key: {p}
apikey={p}
api_key = {p}
key={p}
secret: {p}
client_secret={p}
X-Api-Key: {p}
Authorization: Bearer {p}
authorization: {p}
Cookie: session={p}; stb_lang=en
Cookie: PHPSESSID={p}
Set-Cookie: token={p}; Path=/; HttpOnly
session_id={p}
activation code: {p}
activation code is {p}
Activation Code {p}
código de activación: {p}
code d'activation : {p}
Aktivierungscode: {p}
código de ativação: {p}
codice di attivazione: {p}
aktivasyon kodu: {p}
код активации: {p}
رمز التفعيل: {p}
sn={p}
SN: {p}
S/N: {p}
serial number: {p}
Serial Number {p}
Serial No. {p}
serial: {p}
número de serie: {p}
numéro de série : {p}
Seriennummer: {p}
número de série: {p}
numero di serie: {p}
seri numarası: {p}
серийный номер: {p}
الرقم التسلسلي: {p}
device_id={p}
device id: {p}
device_id2={p}
Device Key: {p}
signature={p}
"signature":"{p}"
ID del dispositivo: {p}
Geräte-ID: {p}
"""

# Here only made-up looking secrets are sure to be found.
MADE_UP = """
I entered {u} as username and {p} as password
{u} (user) {p} (pass)
I bought a line: {u} / {p} on http://line.example.com:8080
Xtream: {u}|{p}
auth=("{u}", "{p}")
Account: {u}:{p}
Your account has been created. Username is {u} . Password is {p} . Enjoy
USER ID: {u}\\nPASSCODE: {p}
USER🆔 {u}\\nPASS🔐 {p}
Hola mi user es {u} y el pass {p}
mes codes : user {u} mdp {p}
Passwort ist: {p} und Benutzername: {u}
юзер {u} пасс {p}
requests.get(url, params={{'username': '{u}', 'password': '{p}'}})
hi, server http://line.example.com:8080, usr {u}, pwd {p}, epg empty
here is my login {u} / {p}
my login is {u} and pass {p}
login {u} {p}
these are my details: user {u} pass {p}
username = {u} & password = {p}
Username....: {u}\\nPassword....: {p}
Username ........ {u}\\nPassword ........ {p}
USER>{u} PASS>{p}
user>>{u} pass>>{p}
[user] {u} [pass] {p}
(user) {u} (pass) {p}
user ({u}) pass ({p})
User# {u} Pass# {p}
"Username" "{u}", "Password" "{p}"
Username ➜ {u} | Password ➜ {p}
╭─➤ User: {u}\\n├─➤ Pass: {p}
🔹User ⇒ {u}\\n🔹Pass ⇒ {p}
👩‍💻 User : {u} ⚡ Pass : {p}
ᴜsᴇʀ ➤ {u}\\nᴘᴀss ➤ {p}
𝚄𝚜𝚎𝚛: {u} 𝙿𝚊𝚜𝚜: {p}
User : {u}\\n\\nPass : {p}
user:\\t{u}\\npass:\\t{p}
usuario {u} y contraseña {p}
tengo el usuario {u} con clave {p}
Mi clave: {p} y el usuario: {u}
usuario -> {u} / contraseña -> {p}
Usuario({u}) Contraseña({p})
Nombre de usuario = {u} ; Contraseña = {p}
c'est identifiant {u} avec mot de passe {p}
mon mdp c'est {p} et l'identifiant {u}
user : {u} / mot de passe : {p}
Ich habe Benutzer {u} mit Passwort {p} eingegeben
Mein Login: {u}, PW: {p}
Zugangsdaten: {u} {p}
Zugang: Benutzer={u};Passwort={p}
Das Kennwort heißt {p}, Benutzer {u}
meu usuario {u} com senha {p}
o usuário é {u} e senha {p}
login {u} senha {p}
utente {u} e password {p}
nome utente = {u} , parola chiave = {p}
la mia password: {p} (utente {u})
kullanıcı adı {u}, şifre {p}
kullanıcı adım: {u} şifrem: {p}
Şifrem {p}, kullanıcı adım {u}
пользователь {u} пароль {p}
логин: {u}; пароль: {p}
пароль от аккаунта {u}: {p}
мой логин: {u}, мой пароль: {p}
логин={u} пароль={p}
اليوزر {u} والباسورد {p}
المستخدم: {u} السر: كلمة السر {p}
اسم المستخدم: {u}، كلمة المرور: {p}
كلمة المرور {p} واسم المستخدم {u}
{{"login":"{u}","pwd":"{p}"}}
{{"Username": "{u}", "Password": "{p}"}}
{{u'username': u'{u}', u'password': u'{p}'}}
{{username: {u}, password: {p}}}
{{"username":["{u}"],"password":["{p}"]}}
("username", "{u}"), ("password", "{p}")
username={u};password={p};
username={u}\\tpassword={p}
?username={u}&password={p}
&username={u}&password={p}
username%3D{u}%26password%3D{p}
username={u}%26password={p}
params: username: "{u}" password: "{p}"
<Username>{u}</Username>\\n<Password>{p}</Password>
<user name="{u}" password="{p}"/>
<account user='{u}' pass='{p}' />
<password type="string">{p}</password><user>{u}</user>
<username><![CDATA[{u}]]></username><password><![CDATA[{p}]]></password>
<dt>Username</dt><dd>{u}</dd><dt>Password</dt><dd>{p}</dd>
<li>Username: <strong>{u}</strong></li><li>Password: <strong>{p}</strong></li>
username: {u} # my user\\npassword: {p} # secret
- name: iptv\\n  user: '{u}'\\n  pass: "{p}"
DEBUG auth(username={u}, password={p}) -> 403
login(username='{u}', password='{p}')
-H "Cookie: mac={u}; token={p}"
curl "http://line.example.com/player_api.php?username={u}&password={p}" -v
wget --user={u} --password={p} http://line.example.com
xtream://{u}:{p}@line.example.com:8080
http://{u}:{p}@line.example.com
smb://{u}:{p}@192.0.2.5/share
http://line.example.com:8080/live/{u}/{p}/1.ts?token=abc
https://line.example.com/live/{u}/{p}/1
http://line.example.com/{u}/{p}/1234
http://line.example.com/{u}/{p}/1234.ts
http://line.example.com:80/{u}/{p}/1234?x=1
http://line.example.com:80//{u}/{p}/1234
http://line.example.com:80/live//{u}/{p}/1234.ts
Live/{u}/{p}/1234.ts
live/{u}/{p}/1234.ts
opening '/{u}/{p}/1234.ts' failed
http://[2001:db8::1]:8080/live/{u}/{p}/1.ts
http://[2001:db8::1]:8080/get.php?username={u}&password={p}
http:/line.example.com:8080/get.php?username={u}&password={p}
htp://line.example.com:8080/{u}/{p}/12.ts
http//line.example.com:8080/{u}/{p}/12.ts
line.example.com/player_api.php?username={u}&password={p}
localhost:8080/get.php?username={u}&password={p}
myserver:8080/get.php?username={u}&password={p}
myserver:8080/live/{u}/{p}/1.ts
http://myserver:8080/{u}/{p}/1.ts
http://line.example.com:8080/get.php?username={u} &password={p}
http://line.example.com:8080/get.php? username={u} & password={p}
http://line.example.com:8080/get.php?username = {u}&password = {p}
http://line.example.com:8080/get.php?usernane={u}&passsword={p}
http://line.example.com:8080/get.php?username:{u}&password:{p}
http://line.example.com:8080/get.phpusername={u}&password={p}
http://line.example.com:8080/get.php?user_name={u}&pass_word={p}
http://line.example.com:8080/get.php?usuario={u}&senha={p}
http://line.example.com:8080/playlist/{u}/{p}/m3u
http://line.example.com:8080/{u}/{p}/get.m3u
http://line.example.com:8080/{u}/{p}/playlist.m3u8
http://line.example.com:8080/timeshift/{u}/{p}/120/2026-01-01:10-00/55.m3u8
http://line.example.com:8080/streaming/timeshift.php?username={u}&password={p}&stream=1&start=2&duration=3
http://line.example.com:8080/streaming/clients_live.php?username={u}&password={p}&stream=1
rtmp://line.example.com:25462/live/12345?username={u}&password={p}
rtmp://line.example.com/live/{u}/{p}/123
http://line.example.com:8080/c/?mac=00:1A:79:11:22:33&user={u}&pass={p}
pvr://x?url=http%3A%2F%2Fline.example.com%3A8080%2Flive%2F{u}%2F{p}%2F12.ts
intent: "http:\\\\/\\\\/line.example.com:8080\\\\/live\\\\/{u}\\\\/{p}\\\\/12.ts"
server/user/pass: line.example.com:8080 / {u} / {p}
Server | User | Pass\\nhttp://line.example.com | {u} | {p}
host: line.example.com:8080, {u}, {p}
line.example.com:8080 {u} {p}
http://line.example.com:8080/ , {u} , {p}
line.example.com:8080:{u}:{p}
{u}:{p}@line.example.com:8080/live
my username is "{u}" and password "{p}"
username: {u}. password: {p}.
User {u}, pwd is {p}
the username they gave me is {u} and password they gave me is {p}
can you check user {u} with pass {p}?
username is {u} password is {p}
PASS: {p} USER: {u}
password: {p} for user {u}
password {p} username {u}
User: {u}Pass: {p}
Username:{u}Password:{p}
"""

# Links: {u} and {p} are percent-encoded where they hold a sign.
LINKS = """
{h}/get.php?username={u}&password={p}&type=m3u_plus&output=ts
{h}/get.php?password={p}&username={u}&type=m3u_plus
{h}/get.php?type=m3u_plus&output=ts&username={u}&password={p}
{h}/get.php?username={u}&amp;password={p}&amp;type=m3u
{h}/get.php?username={u}\\\\u0026password={p}\\\\u0026type=m3u
http:\\\\/\\\\/line.example.com:8080\\\\/get.php?username={u}&password={p}
{h}/GET.PHP?USERNAME={u}&PASSWORD={p}&TYPE=M3U
{h}/get.php?username={u}&pasword={p}&type=m3u
{h}/get.php?usrname={u}&passwrod={p}
{h}/get.php?user={u}&pass={p}
{h}/get.php?usr={u}&pwd={p}
{h}/get.php?uname={u}&pw={p}
{h}/get.php?foo={u}&psswrd={p}
{h}/get.php&username={u}&password={p}
{h}/get.php?username={u}&password={p}|User-Agent=VLC/3.0.18
{h}/base/get.php?username={u}&password={p}
{h}/player_api.php?username={u}&password={p}
{h}/player_api.php?username={u}&password={p}&action=get_live_streams
{h}/panel_api.php?username={u}&password={p}
{h}/xmltv.php?username={u}&password={p}
{h}/enigma2.php?username={u}&password={p}
{h}/streaming/live.php?username={u}&password={p}&stream=5
line.example.com:8080/get.php?username={u}&password={p}
line.example.com/get.php?username={u}&password={p}
192.0.2.7:8080/get.php?username={u}&password={p}
(see {h}/get.php?username={u}&password={p}).
"{h}/get.php?username={u}&password={p}"
<a href="{h}/get.php?username={u}&amp;password={p}">link</a>
[list]({h}/get.php?username={u}&password={p})
GET /get.php?username={u}&password={p} HTTP/1.1
GET /player_api.php?username={u}&password={p} 404
{h}/get.php?username={u}&\\npassword={p}&type=m3u
{h}/get.php?\\nusername={u}&password={p}
{h}/get.php?username={u}&pass\\nword={p}&type=m3u
{h}/get.php?username={u}\\n&password={p}
{h}/live/{u}/{p}/12345.ts
{h}/live/{u}/{p}/12345.m3u8
{h}/live/{u}/{p}/12345
http://line.example.com/live/{u}/{p}/1.ts
https://line.example.com/LIVE/{u}/{p}/12345.ts
{h}/movie/{u}/{p}/4455.mkv
{h}/series/{u}/{p}/4455.mp4
{h}/timeshift/{u}/{p}/60/2026-11-21:20-00/123.ts
{h}/hlsr/{u}/{p}/123/1.ts
{h}/playlist/{u}/{p}
{h}/playlist/{u}/{p}/m3u_plus
{h}/player_api/{u}/{p}
{h}/player_api/{u}/{p}/get_live_streams
{h}/epg/{u}/{p}
{h}/epg/{u}/{p}/gz
{h}/{u}/{p}/12345
{h}/{u}/{p}/12345.ts
{h}/{u}/{p}/12345.m3u8
http://line.example.com/{u}/{p}/12345.ts
192.0.2.7/{u}/{p}/12345
line.example.com:8080/{u}/{p}/12345.ts
{h}/{u}/{p}/playlist.m3u
{h}/{u}/{p}/
{h}/base/live/{u}/{p}/12345.ts
GET /live/{u}/{p}/123.ts HTTP/1.1
HEAD /{u}/{p}/123.ts HTTP/1.1
/movie/{u}/{p}/44.mkv failed
#EXTINF:-1,News\\n{h}/live/{u}/{p}/2.ts\\n#EXTINF:-1,Sport\\n{h}/{u}/{p}/3
http://{u}:{p}@line.example.com:8080/
http://{u}:{p}@192.0.2.7/c/
rtsp://{u}:{p}@192.0.2.7:554/stream1
{u}:{p}@line.example.com:8080
{u}:{p}@line.example.com
http://proxy.example.com/?url={h}/get.php?username={u}&password={p}
http://proxy.example.com/?url={h}/live/{u}/{p}/12345.ts
"""

TOKENS = """
{h}/play/{p}
{h}/play/{p}/ts
{h}/play/{p}.m3u8
{h}/auth/{p}
{h}/live.php?token={p}
{h}/get.php?token={p}
http://cdn.example.com/live/index.m3u8?token={p}&e=5
http://cdn.example.com/live/index.m3u8?access_token={p}
http://cdn.example.com/x.m3u8?auth_token={p}
http://cdn.example.com/x.m3u8?apikey={p}
{h}/portal.php?type=stb&action=get_profile&sn={p}&stb_type=MAG250
{h}/portal.php?type=stb&action=do_auth&login=abc&password={p}
{h}/portal.php?type=stb&device_id={p}&hd=1
{h}/portal.php?type=stb&device_id2={p}&signature={p}
"""

MACS = """
{m}
MAC: {m}
mac {m} expired
my mac is {m}
MAC address: {m}
{h}/portal.php?mac={m}
{h}/c/ {m}
http://line.example.com/c/\\n{m}
Portal: {h}/c/ MAC: {m}
Cookie: mac={m}; stb_lang=en; timezone=Europe/London
{{"mac":"{m}"}}
mac={m}
dirección mac: {m}
adresse MAC : {m}
MAC-Adresse: {m}
MAC adresi: {m}
мак адрес: {m}
عنوان الماك: {m}
<mac>{m}</mac>
"""

KNOWN = [
    ("pass 👉👉👉👉👉 q8Vb2x", "q8Vb2x"),
    ("password should be set to as q8Vb2x", "q8Vb2x"),
    ('password: "q8\\"Vb2x"', "Vb2x"),
    ("password: 'q8'Vb2x'", "Vb2x"),
    ("password: 'q8Vb2x", "q8Vb2x"),
    ("password2: q8Vb2x", "q8Vb2x"),
    ("qassword: q8Vb2x, pass2word=q8Vb2x", "pass2word=q8Vb2x"),
    ("password:a/b@c.example.com", "a/b@c"),
    ("password:\u2028q8Vb2x", "q8Vb2x"),
    ("live/tina77/q8Vb2x/1.ts", "q8Vb2x"),
    ("tina77:q8/Vb2x@line.example.com", "Vb2x"),
    ("http://line.example.com:8080/live/tina77/q8Vb2x/", "q8Vb2x"),
    ("http://line.example.com:8080/live/tina77/q8Vb2x/playlist.m3u8", "q8Vb2x"),
    ("bot 123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawZ", "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawZ"),
    (
        "https://api.example/bot123456789:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawZ/getMe",
        "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsawZ",
    ),
    (
        "MTIzNDU2Nzg5MDEyMzQ1Njc4OTA.Gx1yZ2.abcdefghijklmnopqrstuvwxyz0123456789AB",
        "abcdefghijklmnopqrstuvwxyz0123456789AB",
    ),
    ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJlLXNpZ25hdHVyZQ", "eyJzdWIiOiIxIn0"),
    ("Authorization: Basic dGluYTc3OnE4VmIy", "dGluYTc3OnE4VmIy"),
    ("basic dGluYTc3OnE4VmIy", "dGluYTc3OnE4VmIy"),
    ("Bearer 9f86d081884c7d659a2feaa0c55ad015", "9f86d081884c7d659a2feaa0c55ad015"),
    ("ghp_abcdefghijklmnopqrstuvwxyz0123456789", "ghp_abcdefghijklmnopqrstuvwxyz0123456789"),
    ("card 4111 1111 1111 1111", "4111 1111 1111 1111"),
    ("card 4111-1111-1111-1111 charged", "4111-1111-1111-1111"),
    ("4111111111111111", "4111111111111111"),
    ("378282246310005", "378282246310005"),
    ("3782 822463 10005", "3782 822463 10005"),
    ("IBAN DE89 3704 0044 0532 0130 00", "3704 0044 0532 0130 00"),
    ("GB82WEST12345698765432", "GB82WEST12345698765432"),
    ("mail me: tina.77+tv@mail.example.com", "tina.77+tv@mail.example.com"),
    ("write to Tina@example.org.", "Tina@example.org"),
    ("+44 1632 960961", "1632 960961"),
    ("call +1 (202) 555-0143 now", "555-0143"),
    ("0044 1632 960961", "1632 960961"),
    ("WhatsApp: 01632960961", "01632960961"),
    ("my number is 01632 960 961", "01632 960 961"),
    ("tel. 01632/960961", "01632/960961"),
    ("телефон: 8 900 000 00 00", "900 000 00 00"),
    ("هاتف: 0501234567", "0501234567"),
    ("(202) 555-0143", "555-0143"),
    ("https://wa.me/441632960961", "441632960961"),
    ("pin: 4711", "4711"),
    ("PIN 471147", "471147"),
    ("PIN code is 4711", "4711"),
    ("mac: 001122AABBCC", "001122AABBCC"),
    ("001a.7912.3456", "001a.7912.3456"),
    ("00:1А:79:12:34:56", "12:34:56"),
    ("00:1A:79:12:34:5", "12:34:5"),
    ("OO:1A:79:12:34:56", "12:34:56"),
    ("AA:BB:CC:DD:EE:FF", "AA:BB:CC:DD:EE:FF"),
    ("http://tokentoken12@line.example.com/", "tokentoken12"),
    ("http://line.example.com:8080/tina77", "tina77"),
    ("line.example.com:8080/tina77", "tina77"),
    ("http://line.example.com:8080/hls/aGVsbG9Xb3JsZDEyMzQ1Njc4OTA/123_1.ts", "aGVsbG9Xb3JsZDEyMzQ1Njc4OTA"),
    ("http://line.example.com:8080|tina77|q8Vb2x", "q8Vb2x"),
    ("http://line.example.com:8080 tina77:q8Vb2x", "q8Vb2x"),
    ("http%3A%2F%2Fline.example.com%2Fget.php%3Fusername%3Dtina77%26password%3Dq8Vb2x", "q8Vb2x"),
    ("http%253A%252F%252Fline.example.com%252Fget.php%253Fusername%253Dtina77%2526password%253Dq8Vb2x", "q8Vb2x"),
    ("pass&#119;ord&#58; q8Vb2x", "q8Vb2x"),
    ("&quot;password&quot;:&quot;q8Vb2x&quot;", "q8Vb2x"),
    ("{\\u0022password\\u0022:\\u0022q8Vb2x\\u0022}", "q8Vb2x"),
    ("\\x70assword: q8Vb2x", "q8Vb2x"),
    ("%FFpassword%3Dq8Vb2x", "q8Vb2x"),
    ("password: ٤٥٦٧٨٩", "٤٥٦٧٨٩"),
    ("password: " + "aB3" * 400, "aB3" * 20),
    ("http://line.example.com:8080/get.php?username=tina&password=q8Vb\n2xyz", "2xyz"),
    ("http://line.example.com:8080/live/tina77/q8V\nb2x/123.ts", "b2x"),
    ("http://line.example.com:8080\ntina\nq8Vb2x", "q8Vb2x"),
    ("http://line.example.com:8080/c\ntina\nq8Vb2x", "tina"),
    ("Login: tina77, q8Vb2x", "q8Vb2x"),
    ("I log in with tina77 and q8Vb2x, login tina77 / q8Vb2x", "login tina77"),
]

USER, PASSWORD, MAC = "Kx7tina", "q8Vb2xZ", "00:1A:79:3C:4D:5E"
MAC_FORMS = [
    MAC,
    MAC.lower(),
    MAC.replace(":", "-"),
    MAC.replace(":", ""),
    MAC.replace(":", "%3A"),
    MAC.replace(":", " "),
]
MAC_FORMS += [MAC.replace(":", " : "), MAC.replace(":", "."), MAC.replace(":", "_"), "D4:CF:F9:12:34:56"]


def lines(block: str) -> list[str]:
    return [line.replace("\\n", "\n").replace("\\t", "\t").replace("\\\n", "\\n") for line in block.strip().split("\n")]


def written(block: str) -> list[str]:
    parts = [line.replace("\\\\", "\0") for line in block.strip().split("\n")]
    return [part.replace("\\n", "\n").replace("\\t", "\t").replace("\0", "\\") for part in parts]


@cache
def forms(secret: str) -> set[str]:
    return {
        secret,
        quote(secret, safe=""),
        quote(secret, safe="").lower(),
        html.escape(secret),
        json.dumps(secret)[1:-1],
        json.dumps(secret)[1:-1].replace("/", "\\/"),
    }


def leaks(text: str, *secrets: str) -> list[str]:
    result = redact(text)
    return [form for secret in secrets for form in forms(secret) if form in result]


def fill(template: str, user: str = USER, password: str = PASSWORD, mac: str = MAC) -> str:
    return template.format(h=HOST, u=user, p=password, m=mac)


PAIRS = written(FREE)
SINGLES = written(ALONE) + written(CODES) + written(TOKENS)
LINKED = written(LINKS)
LAYOUTS = "\n".join(LINKED + PAIRS).lower()


def test_there_are_enough_shapes() -> None:
    assert len(PAIRS) + len(SINGLES) + len(LINKED) + len(written(MACS)) + len(KNOWN) >= 150


@each("template", PAIRS + LINKED)
@each("user, password", [(USER, PASSWORD), ("bluebird", "moonwalker"), ("4711081500", "9900112233")])
def test_no_pair_comes_out(template: str, user: str, password: str) -> None:
    text = fill(template, user, password)
    assert not leaks(text, user, password), redact(text)
    assert holds_credentials(text)
    assert redact(redact(text)) == redact(text)
    assert not holds_credentials(redact(text)), redact(text)


@each("template", written(MADE_UP))
def test_no_made_up_pair_comes_out(template: str) -> None:
    text = fill(template)
    assert not leaks(text, USER, PASSWORD), redact(text)
    assert holds_credentials(text)
    assert redact(redact(text)) == redact(text)
    for escaped in (html.escape(text), json.dumps(text), quote(text, safe="")):
        assert not leaks(escaped, USER, PASSWORD), redact(escaped)


@each("template", SINGLES)
@each("password", [PASSWORD, "4f9a8b7c6d5e4f3a2b1c", "90071992547"])
def test_no_single_secret_comes_out(template: str, password: str) -> None:
    text = fill(template, password=password)
    assert not leaks(text, password), redact(text)
    assert holds_credentials(text)
    assert redact(redact(text)) == redact(text)


@each("template", written(MACS))
@each("mac", MAC_FORMS)
def test_no_mac_comes_out(template: str, mac: str) -> None:
    text = fill(template, mac=mac)
    assert mac not in redact(text)
    assert mac[-5:] not in redact(text)
    assert holds_credentials(text)


@each("text, secret", KNOWN)
def test_nothing_known_comes_out(text: str, secret: str) -> None:
    assert secret not in redact(text), redact(text)
    assert redact(redact(text)) == redact(text)


@each("template", PAIRS + LINKED)
def test_no_escaped_message_leaks(template: str) -> None:
    text = fill(template)
    for escaped in (html.escape(text), json.dumps(text), json.dumps(json.dumps(text)), quote(text, safe="")):
        assert not leaks(escaped, USER, PASSWORD), redact(escaped)


# The same examples each time: hypothesis takes words out of our own vocabulary, and a word is no secret. To search
# wider, take `derandomize` out and raise `max_examples`.
SIGNS = "!@#$%^*._-"
SECRET = st.text(string.ascii_letters + string.digits + SIGNS, min_size=4, max_size=24)


def plantable(secret: str, template: str) -> bool:
    """Whether its absence says anything: it holds letters or digits, is no mask, and the template has it not anyway."""
    low = secret.lower()
    return (
        any(char.isalnum() for char in secret)
        and low not in fill(template, "", "").lower()
        and low not in LAYOUTS
        and not no_value(low.strip("*_-"))  # "since" with whatever signs is a word of a sentence, and known to come out
        and not placeholder(low)
        and not address(low)  # 0.0.0.0 names a machine, whatever stands in front of it
        and kind_of(low) is None
        and low not in NO_LOGIN | FILLERS | NOT_BEFORE
        and not Segment(secret, 0, 0).word
    )


@settings(max_examples=1500, deadline=None, derandomize=True)
@given(st.sampled_from(PAIRS), SECRET, SECRET)
@example(PAIRS[0], "-abc", "*ab*!c")
def test_no_generated_secret_comes_out_of_text(template: str, user: str, password: str) -> None:
    secrets = [secret for secret in (user, password) if plantable(secret, template)]
    text = fill(template, user, password)
    if len(secrets) == 2 and user not in password and password not in user:
        result = redact(text)
        assert not [secret for secret in secrets if secret in result], (text, result)
        assert redact(result) == result


@settings(max_examples=1000, deadline=None, derandomize=True)
@given(st.sampled_from(LINKED), SECRET, SECRET)
def test_no_generated_secret_comes_out_of_links(template: str, user: str, password: str) -> None:
    text = fill(template, quote(user, safe=""), quote(password, safe=""))
    if plantable(user, template) and plantable(password, template):
        assert not leaks(text, user, password), (text, redact(text))
        assert redact(redact(text)) == redact(text)


ANNOUNCED = [
    template
    for template in SINGLES
    if "they gave me" not in template and template.partition("{p}")[0].rstrip(" \"'")[-1:] in {":", "="}
]


@settings(max_examples=800, deadline=None, derandomize=True)
@given(st.sampled_from(ANNOUNCED), SECRET)
def test_no_generated_secret_comes_out_alone(template: str, password: str) -> None:
    text = fill(template, password=quote(password, safe="") if "{h}" in template or "http" in template else password)
    if plantable(password, template) and not password.isdigit() and len(password) > 5:
        assert not leaks(text, password), (text, redact(text))


@settings(max_examples=500, deadline=None, derandomize=True)
@given(st.text(max_size=200))
def test_anything_is_redacted_without_a_crash_and_once(text: str) -> None:
    assert redact(redact(text)) == redact(text)
    for asked in ("password", "username", "mac", "link", "login", "serial", "server", "nonsense"):
        assert redact(redact(text, asked), asked) == redact(text, asked)
        holds_credentials(text, asked)


def test_passes_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detecting, "_PASSES", 1)
    assert redact("password: q8Vb2x") == f"password: {MASK}"


def test_links_stay_readable() -> None:
    text = f"{HOST}/get.php?username=tina77&password=q8Vb2&type=m3u_plus"
    assert redact(text) == f"{HOST}/get.php?username={MASK}&password={MASK}&type=m3u_plus"
    assert redact(f"{HOST}/live/tina77/q8Vb2/12.ts") == f"{HOST}/live/{MASK}/{MASK}/12.ts"
    assert redact("http://tina77:q8Vb2@line.example.com/") == f"http://{MASK}:{MASK}@line.example.com/"
    assert redact("User: tina77, Pass: q8Vb2!") == f"User: {MASK}, Pass: {MASK}"
