"""More planted logins and more near misses: other languages, the value before its label, dumps, commands, copies."""

from __future__ import annotations

from bot.core.redaction import MASK, redact
from tests.cases import each

# {u} and {p} are a username and a password; \\n is a new line.
PLAIN = r"""
{p} is my password
{p} is the password, user is {u}
credentials {u} {p}
my credentials: {u}, {p}
user {u} pass {p} whats wrong
pass {p} user {u}
with user {u} and pass {p} it says 403
my pw's {p}
my password's {p}
pw {p}
pw {p} user {u}
the pw is {p} btw
password is: {p}
password ist {p}
I use {p} as password
i use {u} as user and {p} as pass
I typed {p} as the password and {u} as the username
tried username {u} with password {p}, no luck
username={u} & password={p}
password={p} for username={u}
changed my password to {p}
they reset my password to {p} but 401
password set to {p}
set my pass as {p}
PASSWORD={p}
XC_PASSWORD={p}
IPTV_PASS="{p}"
export PASSWORD='{p}'
"password": "{p}"
"password" : "{p}",
{{"user":"{u}","pw":"{p}","host":"tv.example.net"}}
{{"login": "{u}", "secret": "{p}"}}
{{"credentials": {{"username": "{u}", "password": "{p}"}}}}
{{"credentials":["{u}","{p}"]}}
{{"auth":["{u}","{p}"]}}
password: "{p}"
  - user: {u}\n    password: {p}
[login]\nuser={u}\npassword={p}\n
; config\nUsername = {u}\nPassword = {p}
<password>{p}</password>
<user>{u}</user><password>{p}</password>
<login user="{u}" pass="{p}"/>
<entry key="password">{p}</entry>
<property name="password" value="{p}"/>
<string name="pass">{p}</string>
<add key="Password" value="{p}" />
name="password" content="{p}"
{{"name":"password","value":"{p}"}}
{{"key": "password", "value": "{p}"}}
- key: password\n  value: {p}
curl -u {u}:{p} http://tv.example.net/api
curl -u "{u}:{p}" http://tv.example.net/api
curl --user {u}:{p} http://tv.example.net/
curl -u'{u}:{p}' http://tv.example.net
wget --http-user={u} --http-password={p} http://tv.example.net
curl -su {u}:{p} http://tv.example.net/
curl -d "username={u}&password={p}" http://tv.example.net/login
curl -d 'user={u}' -d 'pass={p}' http://tv.example.net/login
ffmpeg -i "http://tv.example.net:8080/live/{u}/{p}/99.ts" -c copy o.ts
mpv http://{u}:{p}@tv.example.net/x.m3u8
requests.get(url, auth=('{u}', '{p}'))
client.login("{u}", "{p}")
login('{u}','{p}')
sshpass -p {p} ssh box
Host: http://tv.example.net:8080 User: {u} Pass: {p} Exp: 2027-03-01
Host: tv.example.net | User: {u} | Pass: {p} | Exp: 01.03.2027
HOST tv.example.net\tUSER {u}\tPASS {p}
Portal: http://tv.example.net:8080/c\nUser: {u}\nPass: {p}\nExp: 2027-03-01\nConn: 1
🌍 Host ➤ http://tv.example.net:80\n👤 User ➤ {u}\n🔑 Pass ➤ {p}\n📆 Exp ➤ 01-03-2027
👤{u} 🔑{p}
🙍‍♂️ {u}\n🗝️ {p}
user🔥{u}🔥pass🔥{p}
User 🟢 {u} Pass 🟢 {p}
|Host|User|Pass|\n|tv.example.net|{u}|{p}|
Host\tUser\tPass\tExp\ntv.example.net\t{u}\t{p}\t2027-03-01
Server | Username | Password | Expires\n--- | --- | --- | ---\nhttp://tv.example.net:8080 | {u} | {p} | 2027-03-01
* user: {u}\n* pass: {p}
+ user: {u}\n+ pass: {p}
◦ user: {u}\n◦ pass: {p}
Your login:\n{u}\n{p}
Your login:\n\n{u}\n{p}
Your login details:\n{u}\n{p}
login data\n{u}\n{p}
Login:\n{u}\n{p}
My credentials\n{u}\n{p}
Your access data are as follows:\n{u}\n{p}
Username & Password\n{u}\n{p}
Username and password:\n{u}\n{p}
username\npassword\n{u}\n{p}
http://tv.example.net:8080/get.php?username={u}&password={p}&type=m3u_plus&output=ts
http://tv.example.net:8080/player_api.php?password={p}&username={u}
http://tv.example.net/xmltv.php?username={u}&password={p}
http://tv.example.net:8080/live/{u}/{p}/441.ts
http://tv.example.net/movie/{u}/{p}/8821.mkv
http://tv.example.net:8080/series/{u}/{p}/8821.mp4
http://tv.example.net:8080/timeshift/{u}/{p}/120/2026-11-01:20-00/55.ts
http://tv.example.net:8080/{u}/{p}/77.ts
http://tv.example.net/{u}/{p}/77
http://tv.example.net:8080/playlist/{u}/{p}
http://tv.example.net/playlist/{u}/{p}/m3u_plus?output=hls
https://tv.example.net/playlist/{u}/{p}/m3u
http://tv.example.net:8080/{u}/{p}
/live/{u}/{p}/12.ts
/{u}/{p}/77.ts
live/{u}/{p}/12.m3u8
tv.example.net:8080/live/{u}/{p}/12.m3u8
http://tv.example.net:8080/get.php?username={u}&password={p}|User-Agent=VLC
http://tv.example.net:8080/get.php?username={u}\n&password={p}&type=m3u
http://tv.example.net:8080/get.php?username={u}&pass\nword={p}
http://tv.example.net:8080 /get.php?username={u}&password={p}
h t t p://tv.example.net:8080/get.php?username={u}&password={p}
hxxp://tv[.]example[.]net:8080/get.php?username={u}&password={p}
http://tv.example.net:8080/get.php?username={u}&password= {p}
http://tv.example.net:8080/get.php?username= {u} &password= {p} &type=m3u
get.php?username={u}&password={p}
username={u}&password={p}&type=m3u_plus
> username: {u}\n> password: {p}
> > user {u}\n> > pass {p}
>> Password: {p}
> Your password is\n> {p}
On Mon, Bob wrote:\n> Hi,\n> user: {u}\n> pass: {p}\n> thanks
Dear customer, your username is {u}, your password is {p}. Regards
2026-11-02 10:00:01 D/Player: open http://tv.example.net:8080/live/{u}/{p}/123.ts
[http @ 0x55d] HTTP error 403 Forbidden\nhttp://tv.example.net:8080/{u}/{p}/123: Server returned 403
E/XtreamLogin: user={u} password={p} result=401
INFO  login attempt user='{u}' pass='{p}' from 10.0.0.2
POST /api/login username={u} password={p} 401
pass\u200bword: {p}
p\u00adassword: {p}
раsswоrd: {p}
Раss: {p} Usеr: {u}
ｐａｓｓｗｏｒｄ：{p}
p a s s w o r d : {p}
P-A-S-S: {p}
PASS\u200bWORD {p}
usr/pwd: {u}/{p}
U/P: {u}/{p}
u/p {u}/{p}
u/p: {u} {p}
U: {u}\nP: {p}
un: {u} pw: {p}
User:{u},Pass:{p},Host:tv.example.net
User:{u};Pass:{p}
user-{u} pass-{p}
user=>{u}|pass=>{p}
User => "{u}", Pass => "{p}"
user is {u}, pass is {p}
xtream: tv.example.net:8080, {u}, {p}
tv.example.net:8080,{u},{p}
tv.example.net:8080;{u};{p}
M3U: http://tv.example.net:8080/get.php?username={u}&password={p}&type=m3u_plus\nEPG: http://tv.example.net:8080/xmltv.php?username={u}&password={p}
password: {p} ... and later I tried {p} again
My pass is {p}. Yes really {p}, and it fails.
user {u} pass {p}\n\ntyped {p} three times
password = {p}\nI also tried ({p}) and "{p}"
username {u}, password {p}; then {u} said blocked
password "{p}" not working
password '{p}' rejected
pass `{p}` gives 401
wrong password "{p}"?
my password ({p}) is rejected
my username ({u}) and password ({p}) are rejected
password [{p}]
passwort: {p}
Mein Passwort ist {p}
{p} ist mein Passwort
Benutzer {u} mit Passwort {p} geht nicht
Zugangsdaten {u} {p}
Login {u}, Kennwort {p}
Nutzer: {u}\nPW: {p}
das PW lautet {p}, danke
Deine Zugangsdaten:\n{u}\n{p}
mi contraseña es {p}
{p} es mi contraseña
usuario {u} clave {p}
usuario {u} y clave {p}
user y pass: {u} {p}
mis datos son {u} y {p}
mis datos: {u} / {p}
la pass es {p}
usuario: {u}\ncontra: {p}
Tus datos de acceso:\n{u}\n{p}
mon mot de passe c'est {p}
{p} est mon mot de passe
mdp {p}
identifiant {u} et mdp {p}
mes codes {u} {p}
login {u} mot de passe {p}
Vos identifiants :\n{u}\n{p}
nom : {u} mdp : {p}
{p} é a minha senha
login {u} e senha {p}
meu login é {u} e a senha {p}
dados: {u} {p}
Seus dados de acesso:\n{u}\n{p}
la mia password è {p}
{p} è la mia password
utente {u} pass {p}
nome utente {u} e password {p}
credenziali {u} {p}
I tuoi dati:\n{u}\n{p}
şifrem {p}
şifre {p} kullanıcı {u}
benim şifrem {p}
{p} benim şifrem
kullanıcı adı {u} ve şifre {p}
Giriş bilgileri:\n{u}\n{p}
мой пароль {p}
{p} это мой пароль
{p} - мой пароль
логин {u}, пасс {p}
юзер {u}, пароль {p}
лог {u} пар {p}
логин:{u} пароль:{p}
данные: {u} {p}
Ваши данные:\n{u}\n{p}
كلمة المرور {p}
كلمة السر {p}
الباسورد {p} واليوزر {u}
اسم المستخدم {u} وكلمة السر {p}
{p} هي كلمة المرور
يوزر {u} باس {p}
بيانات الدخول:\n{u}\n{p}
密码: {p}
密码：{p}
密码是{p}
我的密码是 {p}
用户名: {u} 密码: {p}
用户名：{u}，密码：{p}
账号 {u} 密码 {p}
帐号:{u} 密码:{p}
账号密码: {u} {p}
用戶名：{u}\n密碼：{p}
パスワード: {p}
パスワードは{p}です
パスワードは {p} です
ユーザー名: {u} パスワード: {p}
ユーザーID：{u}\nパスワード：{p}
暗証番号: {p}
비밀번호: {p}
비밀번호는 {p} 입니다
아이디: {u} 비밀번호: {p}
아이디 {u} 비번 {p}
사용자 이름: {u}, 암호: {p}
סיסמה: {p}
הסיסמה שלי היא {p}
שם משתמש: {u} סיסמה: {p}
משתמש {u} סיסמא {p}
رمز عبور: {p}
نام کاربری: {u} رمز عبور: {p}
پسورد من {p} است
یوزر {u} پسورد {p}
گذرواژه: {p}
κωδικός: {p}
ο κωδικός μου είναι {p}
όνομα χρήστη: {u} κωδικός: {p}
χρήστης {u} κωδικός {p}
συνθηματικό: {p}
мій пароль {p}
логін: {u} пароль: {p}
ім'я користувача: {u}, пароль: {p}
користувач {u} пароль {p}
hasło: {p}
użytkownik: {u} hasło: {p}
nazwa użytkownika {u}, hasło {p}
login {u} hasło {p}
wachtwoord: {p}
mijn wachtwoord is {p}
gebruikersnaam: {u} wachtwoord: {p}
gebruiker {u} ww {p}
parola mea este {p}
utilizator: {u} parola: {p}
nume utilizator {u} si parola {p}
jelszó: {p}
felhasználónév: {u} jelszó: {p}
uživatel: {u} heslo: {p}
uživatelské jméno: {u}\nheslo: {p}
používateľ: {u} heslo: {p}
användarnamn: {u} lösenord: {p}
brugernavn: {u} adgangskode: {p}
brukernavn: {u} passord: {p}
käyttäjätunnus: {u} salasana: {p}
korisnik: {u} lozinka: {p}
korisničko ime {u} šifra {p}
потребител: {u} парола: {p}
корисник: {u} лозинка: {p}
tên đăng nhập: {u} mật khẩu: {p}
mật khẩu là {p}
nama pengguna: {u} kata sandi: {p}
kata laluan: {p}
ชื่อผู้ใช้: {u} รหัสผ่าน: {p}
उपयोगकर्ता: {u} पासवर्ड: {p}
पासवर्ड {p} है
përdoruesi: {u} fjalëkalimi: {p}
"""
MADE_UP = r"""
Login {u} {p} doesnt work anymore
my login is {u} {p}
{p} was the password they sent me
creds {u} {p} on smarters
i put {p} in the password field
I log in as {u} with {p}
I log in with {u} / {p}
signed in with {u}:{p} yesterday
logging in using {u} and {p} fails
new password {p} old one still works
Your line:\n{u}\n{p}\nhttp://tv.example.net
Access:\n{u} / {p}
Account:\n{u}\n{p}
username: {u}\npassword - same: {p}
Xtream codes: {u} {p} tv.example.net:8080
tv.example.net 8080 {u} {p}
http://tv.example.net:8080\n{u}\n{p}
password {{{p}}}
ich logge mich mit {u} und {p} ein
Anmeldung mit {u}/{p} schlägt fehl
entro con {u} y la contraseña {p}
mes identifiants {u} {p}
accedo con {u} e {p}
parolam {p} çalışmıyor
захожу под {u} с паролем {p}
moje hasło to {p}
"""
KNOWN: list[tuple[str, list[str]]] = [
    ('<input name="password" required value="moonwalker">', ["moonwalker"]),
    ("new password blueSky old one still works", ["blueSky"]),
    ("用户名anna密码rose77", ["anna", "rose77"]),
    ("wachtwoord roos", ["roos"]),
    ("Authorization: Basic YW5uYTpzdW5mbG93ZXI=", ["YW5uYTpzdW5mbG93ZXI="]),
    ("authorization: basic bGk6WnEhOQ==", ["bGk6WnEhOQ=="]),
    ("-H 'Authorization: Basic dGluYTc3OnBAc3MgdzByZA=='", ["dGluYTc3OnBAc3MgdzByZA=="]),
    ('"Authorization": "Basic YW5uYTpzdW5mbG93ZXI="', ["YW5uYTpzdW5mbG93ZXI="]),
    ('{"headers":{"Authorization":"Basic YW5uYTpzdW5mbG93ZXI="}}', ["YW5uYTpzdW5mbG93ZXI="]),
    ("Basic YW5uYTpzdW5mbG93ZXI=", ["YW5uYTpzdW5mbG93ZXI="]),
    ("auth header was YW5uYTpzdW5mbG93ZXI=", ["YW5uYTpzdW5mbG93ZXI="]),
    ("base64 dGluYTc3Ong3S3EybQ==", ["dGluYTc3Ong3S3EybQ=="]),
    ("Authorization: Bearer 8F3A9C0D11E2B3F4A5968778", ["8F3A9C0D11E2B3F4A5968778"]),
    ("Authorization: Bearer abcdefABCDEF", ["abcdefABCDEF"]),
    ("Bearer q9w8e7r6t5y4", ["q9w8e7r6t5y4"]),
    ("authorization:Bearer\tq9w8e7r6t5y4", ["q9w8e7r6t5y4"]),
    ("Proxy-Authorization: Basic YW5uYTpzdW5mbG93ZXI=", ["YW5uYTpzdW5mbG93ZXI"]),
    ("X-Auth-Token: 77fe-aa12-bb", ["77fe-aa12-bb"]),
    ("Cookie: mac=00%3A1A%3A79%3A4b%3A2C%3Aff; stb_lang=en; timezone=Europe%2FBerlin", ["4b%3A2C%3Aff"]),
    ("cookie mac=00:1A:79:4B:2C:FF; stb_lang=en", ["4B:2C:FF"]),
    ("-b 'mac=00:1A:79:4B:2C:FF'", ["4B:2C:FF"]),
    ("Cookie: PHPSESSID=k3j4h5g6f7; lang=de", ["k3j4h5g6f7"]),
    ("Set-Cookie: sid=aaabbbcccddd; Path=/", ["aaabbbcccddd"]),
    ("mac 001A794B2CFF", ["001A794B2CFF"]),
    ("my mac is 00 1a 79 4b 2c ff", ["4b 2c ff"]),
    ("00-1A-79-4B-2C-FF not working", ["4B-2C-FF"]),
    ("MAC：00：1A：79：4B：2C：FF", ["4B：2C：FF"]),
    ("00:1a:79:4b:2c:ff,00:1a:79:4b:2c:fe", ["4b:2c:ff", "4b:2c:fe"]),
    ("A4-C3-F0-11-22-33 is the mac of my tv", ["A4-C3-F0-11-22-33"]),
    ("mac a4c3f0112233", ["a4c3f0112233"]),
    ("http://tv.example.net:8080/portal.php?mac=00:1A:79:4B:2C:FF&type=stb", ["4B:2C:FF"]),
    ("http://tv.example.net/stalker_portal/server/load.php?mac=001A794B2CFF", ["001A794B2CFF"]),
    ("telegram bot 5123456789:AAF-abcdefghijklmnopqrstuvwxyz012345", ["AAF-abcdefghijklmnopqrstuvwxyz012345"]),
    ("BOT_TOKEN=5123456789:AAFabcdefghijklmnopqrstuvwxyz0123456", ["AAFabcdefghijklmnopqrstuvwxyz0123456"]),
    (
        "discord MTE5ODc2NTQzMjEwOTg3NjU0Mw.GhIjKl.mnopqrstuvwxyzABCDEFGHIJKLMNOP012345",
        ["mnopqrstuvwxyzABCDEFGHIJKLMNOP012345"],
    ),
    ("DISCORD_TOKEN: NzkyNzE1NDU0MTk2MDg4ODQy.X-hvzA.Ovy4MCQywSkoMRRclStW4xAYK7I", ["Ovy4MCQywSkoMRRclStW4xAYK7I"]),
    (
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI0MiJ9.dBjftJeZ4CVPmB92K27uhbUJU1p1r",
        ["dBjftJeZ4CVPmB92K27uhbUJU1p1r"],
    ),
    ("jwt=eyJhbGciOiJIUzI1NiJ9.eyJhIjoxfQ.abcdefghi", ["eyJhIjoxfQ"]),
    ("sn=0A1B2C3D4E5F6", ["0A1B2C3D4E5F6"]),
    ("SN 012012N012345", ["012012N012345"]),
    ("serial 012012N012345", ["012012N012345"]),
    ("serial no: 012012N012345", ["012012N012345"]),
    ("Serial Number:\n012012N012345", ["012012N012345"]),
    (
        "device_id=9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08",
        ["9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08"],
    ),
    ("Device ID: a1b2c3d4", ["a1b2c3d4"]),
    ("device id 1 : 77AA88BB99", ["77AA88BB99"]),
    ('deviceId2 = "77AA88BB99"', ["77AA88BB99"]),
    ("Device key 482913 mac 4b:2c:ff:00:11:22", ["482913", "4b:2c:ff:00:11:22"]),
    ("serienummer: 8812AB77", ["8812AB77"]),
    ("numer seryjny: 8812AB77", ["8812AB77"]),
    ("серійний номер: 8812AB77", ["8812AB77"]),
    ("序列号: 8812AB77", ["8812AB77"]),
    ("シリアル番号: 8812AB77", ["8812AB77"]),
    ("일련번호: 8812AB77", ["8812AB77"]),
    ("מספר סידורי: 8812AB77", ["8812AB77"]),
    ("شماره سریال: 8812AB77", ["8812AB77"]),
    ("mail: anna.kovacs@mail.example.org", ["anna.kovacs@mail.example.org"]),
    ("contact anna(at)example.org", ["anna(at)example"]),
    ("anna [at] example [dot] org", ["anna [at] example"]),
    ("<mailto:anna@example.org>", ["anna@example.org"]),
    ("From: Anna K <anna.k@example.org>", ["anna.k@example.org"]),
    ("анна@пример.рф", ["анна@пример.рф"]),
    ("anna@example.org:sunflower", ["sunflower", "anna@example.org"]),
    ("login anna@example.org sunflower", ["anna@example.org", "sunflower"]),
    ("email anna@example.org pass sunflower", ["anna@example.org", "sunflower"]),
    ("anna@example.org / Sun77flower", ["Sun77flower"]),
    ("anna@example.org|sunflower", ["sunflower"]),
    ("my email is anna@example.org and password sunflower", ["sunflower"]),
    ("call +49 151 23456789", ["151 23456789"]),
    ("+491512345678 whatsapp", ["491512345678"]),
    ("tel: 0151-2345678", ["0151-2345678"]),
    ("whatsapp me at 07911 123456", ["07911 123456"]),
    ("Tel.: +33 (0)6 12 34 56 78", ["12 34 56 78"]),
    ("0033 6 12 34 56 78", ["12 34 56 78"]),
    ("+7 (912) 345-67-89", ["345-67-89"]),
    ("+55 11 91234-5678", ["91234-5678"]),
    ("+90 532 123 45 67", ["123 45 67"]),
    ("+20 100 123 4567", ["123 4567"]),
    ("phone 555-123-4567", ["123-4567"]),
    ("my phone number is 202-555-0143", ["555-0143"]),
    ("(202) 555-0143", ["555-0143"]),
    ("+1-202-555-0143", ["555-0143"]),
    ("+86 138 0013 8000", ["0013 8000"]),
    ("+34612345678", ["34612345678"]),
    ("رقمي ٠٥٠١٢٣٤٥٦٧", ["٠٥٠١٢٣٤٥٦٧"]),
    ("电话：13800138000", ["13800138000"]),
    ("電話番号: 090-1234-5678", ["1234-5678"]),
    ("전화 010-1234-5678", ["1234-5678"]),
    ("τηλέφωνο 6912345678", ["6912345678"]),
    ("telefoon 0612345678", ["0612345678"]),
    ("nr telefonu 512 345 678", ["345 678"]),
    ("http://tv.example.net:8080/live/li/li1/5.ts", ["/li/", "li1"]),
    ("http://tv.example.net:8080/live/a/b/5.ts", ["/a/b/"]),
    ("http://tv.example.net:8080/live/12/34/5.ts", ["/12/34/"]),
    ("http://tv.example.net:8080/live/u/p/5.m3u8", ["/u/p/"]),
    ("http://tv.example.net:8080/movie/1/2/77.mkv", ["/1/2/"]),
    ("http://tv.example.net:8080/live/tv/123/5.ts", ["/tv/123/"]),
    ("http://tv.example.net:8080/live/test/test/5.ts", ["/test/test/"]),
    ("http://tv.example.net:8080/series/max/home/5.mp4", ["/max/home/"]),
    ("http://tv.example.net:8080/live/demo/demo1/5", ["/demo/demo1/"]),
    ("http://tv.example.net:8080/max/tv/5.ts", ["/max/tv/"]),
    ("http://tv.example.net:8080/test/test/5.ts", ["/test/test/"]),
    ("http://tv.example.net:8080/get.php?username=test&password=test&type=m3u_plus", ["=test&"]),
    ("http://tv.example.net:8080/get.php?username=tv&password=12&type=m3u", ["=tv&", "=12&"]),
    ("http://tv.example.net/timeshift/jo/12/60/2026-11-01:10-00/4.ts", ["/jo/12/"]),
    ("http://tv.example.net:8080/live.php?token=0f9e8d7c6b5a", ["0f9e8d7c6b5a"]),
    ("http://cdn.example.net/hls/x.m3u8?token=abcdefabcdef&expires=1", ["abcdefabcdef"]),
    ("http://tv.example.net/play/aGVsbG93b3JsZA/ts", ["aGVsbG93b3JsZA"]),
    (
        "http://tv.example.net/play/live.php?mac=00:1A:79:4B:2C:FF&stream=12&extension=ts&play_token=abCdEf12gh",
        ["4B:2C:FF", "abCdEf12gh"],
    ),
    ("http://tv.example.net/live/play/aGVsbG93b3JsZDEyMzQ=/1234", ["aGVsbG93b3JsZDEyMzQ"]),
    ("http%3A%2F%2Ftv.example.net%3A8080%2Flive%2Fanna%2Fsunflower%2F5.ts", ["anna", "sunflower"]),
    ("http://tv.example.net:8080/live/anna/sun%66lower/5.ts", ["sun%66lower"]),
    ("http://tv.example.net:8080/get.php?username=anna&amp;password=sun&amp;type=m3u", ["anna", "=sun"]),
    ("password: p&amp;ss&lt;w0rd", ["ss&lt;w0rd"]),
    ('{"password":"a\\/b\\"c9"}', ['b\\"c9']),
    ("password=p%40ss%21w", ["p%40ss%21w"]),
    ("&#112;assword: sunflower", ["sunflower"]),
    ("pass: s\u200bu\u200bnflower", ["nflower"]),
    ('password: "correct horse battery"', ["correct horse battery"]),
    ("my password is 'blue sky 77'", ["blue sky 77"]),
    ("passphrase: correct-horse-battery", ["correct-horse-battery"]),
    ("PIN 4711", ["4711"]),
    ("pin is 4711", ["4711"]),
    ("my pin: 0000", ["0000"]),
    ("activation code 9X8Y7Z", ["9X8Y7Z"]),
    ("code: ABCD-EFGH-1234", ["ABCD-EFGH-1234"]),
    ("voucher 8837-2291-0041", ["8837-2291-0041"]),
    ("api_key=sk_live_51Hxyzabcdefgh", ["sk_live_51Hxyzabcdefgh"]),
    ("x-api-key: 0123456789abcdef", ["0123456789abcdef"]),
    ("token 9f8e7d6c5b4a", ["9f8e7d6c5b4a"]),
    ("stalker token: 0A1B2C3D4E5F60718293A4B5C6D7E8F9", ["0A1B2C3D4E5F60718293A4B5C6D7E8F9"]),
    ('{"js":{"token":"0A1B2C3D4E5F60718293A4B5C6D7E8F9","random":"aa"}}', ["0A1B2C3D4E5F60718293A4B5C6D7E8F9"]),
    (
        '{"user_info":{"username":"anna","password":"sun","auth":1},"server_info":{"url":"tv.example.net"}}',
        ['"anna"', '"sun"'],
    ),
    ('{"mac":"00:1A:79:4B:2C:FF","sn":"0A1B2C3D"}', ["4B:2C:FF", "0A1B2C3D"]),
    ("CREATE USER anna IDENTIFIED BY 'sunflower'", ["sunflower"]),
    ("postgres://anna:sunflower@db.example.net/iptv", ["sunflower"]),
    ("DATABASE_URL=mysql://root:T0p@db/x", ["T0p"]),
    ("ftp://anna:sun%40flower@tv.example.net/", ["sun%40flower"]),
    ("#EXTVLCOPT:http-user=anna\n#EXTVLCOPT:http-password=sunflower", ["sunflower", "anna"]),
    (
        "pvr.iptvsimple m3uUrl=http://tv.example.net:8080/get.php?username=anna&password=sunflower",
        ["anna", "sunflower"],
    ),
    (
        '<setting id="m3uUrl">http://tv.example.net/get.php?username=anna&amp;password=sunflower&amp;type=m3u</setting>',
        ["anna", "sunflower"],
    ),
    ("pasword sunflower", ["sunflower"]),
    ("passwort sunflower benutzer anna", ["sunflower", "anna"]),
    ("Password sunflower\nUsername anna", ["sunflower", "anna"]),
    ("user: anna\n\nurl: http://tv.example.net\n\npassword: sunflower", ["sunflower", "anna"]),
    ("user: anna (no capital letters)\npassword: sunflower (all small)", ["anna", "sunflower"]),
    ("anna:sunflower@tv.example.net:8080", ["anna", "sunflower"]),
    ("tina77:x7Kq2m", ["x7Kq2m"]),
    ("tina77 / x7Kq2m", ["x7Kq2m"]),
    ("tina77|x7Kq2m|tv.example.net:8080", ["x7Kq2m"]),
    ("wifi pass sunflower", ["sunflower"]),
]
CLEAN = r"""
docker run -u 1000:1000 image
login("username", "password")
p a s s w o r d : wrong
code: abc-def-ghi
tina / mario
http://192.0.2.9:8080/12/34/5.ts
wrong password since yesterday
password: forgotten
login failed for user
login failed for user on all devices
Login failed for user. Please check.
the password I was given does not work
my password stopped working
my password used to work
my password works on the phone but not on the tv
my login works on my phone but not on TV
the same password works elsewhere
password does not match
passwords do not match
password mismatch error
password prompt appears every time
password box is grey
the password box stays empty
no password needed
without password
I never had a password
never got a password from them
they never sent me a password
did they change my password?
need a new password
please send me a new password
can you reset my password
how to reset password on smarters
password reset mail never came
do I need my password or my code?
is the username the same as the email?
username or email?
user or password wrong
user and password ok
user and pass are right, I checked twice
user and pass from the mail, still 403
user name and password typed by hand
my username has a capital letter
my username is too long
my password has 12 characters
my password has a hash sign in it
special characters in password cause trouble
is login with MAC possible?
login loop
login screen keeps coming back
login screen frozen
login problem
login problems since monday
login button does nothing
login page is white
login with code
login works, channels don't
login error on smart tv
login again and again
login took ages
login details are correct
login details not accepted
login details wrong
login data lost
credentials are wrong
credentials invalid
credentials rejected by server
credentials were accepted yesterday
my credentials are fine
invalid credentials
my credentials stopped working
Credentials expired?
Your login has expired
Your login:
Your login details were sent by mail
Your account will be renewed
account suspended
account closed, why?
my account shows expired
my account says active
Account: premium
account type: reseller
Account expired on 12.11.2026
user limit reached
user connected on another device
user agent: VLC/3.0.18
user-agent: okhttp/4.9.2
User Agent TiviMate/4.7.0
User-Agent=Kodi/20.2 (Linux; Android 11)
set user agent to VLC
user manual page 12
users report the same
two users one line
user error
user offline
user unknown
unknown user
new user here
hello, new user here
I am a new user of tivimate
free user
premium user
root user
pass me the remote
it did not pass the test
pass-through audio
HDMI passthrough
season pass
passport
parole officer
secret agent series
The Secret Life S01E02
Password (2019) S02E05
Channel: Secret HD
Login TV HD
User-Generated Content
TokenTV 4K
the pin of the plug is bent
PIN: not set
pin required for adult channels
parental pin asks every time
enter pin to continue
forgot pin
code 403
code: 403
code 2004
error code -1004
Code: ERROR_CODE_IO_BAD_HTTP_STATUS
exit code 1
code not valid
wrong code
activation code expired
Your activation code is on the card
QR code does not scan
discount code does not work
key not found
keys are stuck
API key missing
api key required
license key needed?
license expired
token error
token has expired
Token refresh failed
refresh token missing
Invalid token, please login again
bot token missing
MAC not found
my mac address is wrong
mac adress changed
mac filter is on
new box, new mac
MAC: unknown
mac: n/a
Mac book pro
Macintosh HD
mac os 15.1
serial not found
serial number not on the box
serial port
device id changed
device id mismatch
Device: MAG 524w3
device limit 2
device_id required
sn mismatch
e-mail not confirmed
email me
email sent?
no reply to my email
mail server down
phone app works
phone is fine, tv is not
phone: Android 14
my phone number is not needed
call me maybe
whatsapp support does not answer
telegram group closed
tel aviv news hd
0900 1 news
€9.99/month
£12.50 per month
price 120 EUR per year
60 USD for 12 months
1.299,00 TL
1 299 руб
1,234,567 channels
12 345 channels
order no 20261126
invoice 2026-000123
ticket #123456
ticket 7781-22
id 123456
id: 20771
channel id 20771
stream id 884412
stream_id=884412
category_id=12
group 12, channel 403
bitrate 8000 kbps
bitrate: 12000 kb/s
8,500 kbit/s
fps 50
1920x1080
3840x2160@50
1280x720p
ratio 16:9
2026-11-26 12:30:00
26/11/2026 20:15 - 22:00
20:15 Tagesschau
20.15-21.45 Tatort
EPG 2 h late
EPG +1
UTC+1
since 2019-2024
2019 2020 2021 2022 2023
1001 Nights
10 000 films
S01E01 - Pilot
s01e01 s01e02
1. BBC One\n2. BBC Two\n3. ITV
BBC One HD | BBC Two HD | ITV1 HD
UK: SKY SPORTS F1 FHD
DE | RTL HD
|FR| TF1 4K
[TR] TRT 1 HD
ES - La 1 (backup)
24/7 Friends
beIN SPORTS 1 HD
Canal+ Sport 360
Sky Cinema +1
M6 W9 6ter
3sat / arte / ONE
TV5Monde, RTL9, NRJ12
version 5.1.2
v4.7.0.1234
build 3.1.4-beta2
Android 9 (API 28)
tvOS 18.1
Tizen 6.5
webOS 23
Smarters Pro 3.1.5.1
XCIPTV 6.0 v812
IPTV Smarters 1.6.9.2
Kodi 21 Omega
kernel 4.9.113
firmware 2.20.05-r19
ImageDescription: 0.2.18-r14-pub-250
PORTAL version: 5.3.1
API Version: JS API version: 343
192.168.1.1
192.168.178.20:8080
10.0.0.138
fe80::1ff:fe23:4567:890a
2001:db8::1
8.8.8.8
tv.example.net
tv.example.net:8080
http://tv.example.net:8080
http://tv.example.net:8080/c
http://tv.example.net/c/
http://tv.example.net:8080/portal.php
http://tv.example.net/stalker_portal/server/load.php?type=stb&action=handshake
http://tv.example.net:8080/player_api.php?action=get_live_streams
http://tv.example.net:8080/get.php?username=&password=
http://tv.example.net:8080/live/USERNAME/PASSWORD/1.ts
http://host:port/live/user/pass/id.ts
http://server:port/get.php?username=USER&password=PASS&type=m3u_plus&output=ts
http://example.net:80/username/password/12345
http://server/live/{username}/{password}/{id}.ts
https://example.org/help/reset-password
https://example.org/user/settings
https://example.org/users/sign_in
https://example.org/account/login?lang=de
https://example.org/en/live/football/12345
https://example.org/news/2026/11/26/title-of-article
https://example.org/live/sport/football/123456
https://example.org/movie/12/the-thing
https://example.org/series/dark/season-1/2
https://www.youtube.com/watch?v=dQw4w9WgXcQ
https://youtu.be/dQw4w9WgXcQ
https://github.com/kodi-pvr/pvr.iptvsimple/issues/612
https://reddit.com/r/TiviMate/comments/1abcd2/title/
https://play.google.com/store/apps/details?id=ar.tvplayer.tv
https://cdn.example.org/hls/channel7/index.m3u8
https://cdn.example.org/live/bbc1/playlist.m3u8
https://iptv-org.github.io/iptv/countries/de.m3u
http://epg.example.org/guide.xml.gz
http://cdn.example.org/live/news/1080p/seg_10233.ts
https://cdn.example.org/hls/live/12345/1.ts
http://tv.example.net:8080/hls/12345_99.ts
GET /c/portal.php 404
HTTP/1.1 200 OK
HTTP/2 403
< HTTP/1.1 401 Unauthorized
WWW-Authenticate: Basic realm="IPTV"
WWW-Authenticate: Bearer
Authorization required
authorization error
Authorization failed.72
Cookie: timezone=Europe/Berlin; stb_lang=de
Set-Cookie: lang=de
[hls] keepalive request failed, retrying
[http @ 0x55d5c0] HTTP error 403 Forbidden
[ffmpeg] http: Stream ends prematurely at 18273, should be 18446744073709551615
E/ExoPlayerImpl: Playback error
com.google.android.exoplayer2.ExoPlaybackException: Source error
java.net.SocketTimeoutException: timeout
UnknownHostException: tv.example.net
WARN  [main] c.e.Auth - login failed
ERROR login failed: 401
INFO user logged out
DEBUG token refreshed
auth failed (code 5)
auth=0
auth: failed
"auth":0
{"user_info":{"auth":0,"status":"Disabled"}}
{"status":"Active","exp_date":"1798761600","is_trial":"0","active_cons":"1","max_connections":"2"}
{"js":{"id":null,"status":1}}
{"error":"invalid_grant"}
{"password":"","username":""}
{"username":"string","password":"string"}
"password": "********"
password=******
password: <hidden>
password: [redacted]
username=<user>&password=<pass>
user:pass
user:password@host
username:password
username/password
user/pass
User: / Pass:
Username / Password / Server URL
Host, username, password
Enter host, username and password
Step 3: enter username and password
Fill in: name, username, password, URL
Name: any\nUsername: from the mail\nPassword: from the mail
Settings > Playlists > Password
Settings → Account → Change password
Settings: password protection on
Parental control: password
The field "password" is required.
The password field accepts letters and digits.
A password is a word only you know.
Passwords are case sensitive.
Username and password are case sensitive
the username and the password are written in the mail from your provider
type the password exactly as in the mail
Check that caps lock is off when you type the password.
The provider gives you a host, a username and a password.
In Xtream Codes the username comes first and the password second.
Do not send me your password
never post your username and password here
please keep your login private
your username is not your e-mail
is password "password" ok?
password = null
default user
Is my password in the link?
What does "invalid login" mean?
What is a MAC?
What is the difference between a login and an account?
mein Passwort geht seit gestern nicht mehr
Passwort wird nicht angenommen
Passwort und Benutzername stimmen
Passwort vergessen, was nun?
Passwort zurücksetzen
Login geht nicht
Login klappt nicht mehr
Anmeldung fehlgeschlagen
Zugangsdaten stimmen
Zugangsdaten sind falsch
Zugangsdaten verloren
Zugangsdaten kommen per Mail
neues Passwort angefordert
Benutzer nicht gefunden
Mein Konto läuft noch
Kennwort zu kurz
contraseña no funciona
mi contraseña no va
olvidé la contraseña
usuario y contraseña correctos
usuario no existe
mis datos son correctos
mis datos no funcionan
la clave está bien escrita
mi clave cambió
cambié la contraseña ayer
el login no carga
contra el Barcelona
mot de passe refusé
mes identifiants ne marchent plus
mes codes ne marchent plus
mon compte est actif
le mot de passe est bon pourtant
identifiants incorrects
mdp oublié
mdp incorrect
connexion impossible
nom de la chaîne : TF1
senha errada
minha senha não funciona
meu login expirou
dados incorretos
usuário não encontrado
esqueci meu usuário e senha
password errata
la password non funziona
il mio utente è scaduto
i miei dati sono giusti
credenziali errate
accesso negato
şifre kabul edilmiyor
şifrem çalışmıyor
kullanıcı bulunamadı
hesabım kapandı
giriş bilgileri yanlış
parola hatalı
пароль не принимает
пароль не подходит со вчера
мой пароль не работает
логин верный
логин не найден
данные верные
введите логин и пароль
пароль сменили
كلمة المرور لا تعمل
كلمة السر غير صحيحة
اسم المستخدم غير موجود
الباسورد غلط
密码错误
密码不对
忘记密码
用户名或密码错误
请输入密码
账号已过期
パスワードが違います
パスワードを忘れました
ユーザー名またはパスワードが正しくありません
ログインできません
비밀번호가 틀렸습니다
비밀번호를 잊어버렸어요
아이디 또는 비밀번호 오류
로그인이 안 돼요
הסיסמה שגויה
שכחתי סיסמה
שם משתמש או סיסמה שגויים
رمز عبور اشتباه است
رمز عبور را فراموش کردم
نام کاربری یا رمز عبور اشتباه است
λάθος κωδικός
ξέχασα τον κωδικό
ο κωδικός δεν δουλεύει
невірний пароль
пароль не працює
забув пароль
złe hasło
zapomniałem hasła
hasło nie działa
login lub hasło nieprawidłowe
wachtwoord vergeten
wachtwoord werkt niet
verkeerd wachtwoord
gebruikersnaam of wachtwoord onjuist
parola este greșită
am uitat parola
utilizator sau parolă greșită
špatné heslo
rossz jelszó
fel lösenord
forkert adgangskode
väärä salasana
pogrešna lozinka
грешна парола
sai mật khẩu
kata sandi salah
รหัสผ่านไม่ถูกต้อง
गलत पासवर्ड
Freezing is my problem
403 is my error
TiviMate is my app
blue is my favourite colour
Firestick is the device
this is my first login
Kodi21 is my player
error403 as user
curl -I http://tv.example.net:8080
curl -v http://tv.example.net/player_api.php
ping -c 4 tv.example.net
mpv --user-agent=VLC http://cdn.example.org/x.m3u8
ls -u
sudo -u root
adb connect 192.168.1.20:5555
adb shell pm clear ar.tvplayer.tv
export LANG=de_DE.UTF-8
DEBUG=1
LOG_LEVEL=info
TZ=Europe/Berlin
PORT=8080
DATABASE_URL=sqlite:///bot.db
HTTP_PROXY=http://proxy.example.org:3128
"""


def lines(block: str) -> list[str]:
    wanted = block.strip("\n").split("\n")
    return [
        line.replace("\\n", "\n").replace("\\t", "\t").replace("\\u200b", "\u200b").replace("\\u00ad", "\u00ad")
        for line in wanted
    ]


WORDS = [("bluebird", "moonwalker"), ("mario", "dragonfly")]
SIGNS = [("Kx7tina", "q8Vb2xZ"), ("anna.k", "Sommer2024!")]


def comes_out(text: str, *secrets: str) -> bool:
    result = redact(text)
    assert redact(result) == result
    return any(secret in result for secret in secrets)


@each("user, password", WORDS + SIGNS)
@each("shape", lines(PLAIN))
def test_no_login_comes_out(shape: str, user: str, password: str) -> None:
    assert not comes_out(shape.format(u=user, p=password), user, password)


@each("user, password", SIGNS)
@each("shape", lines(MADE_UP))
def test_no_made_up_login_comes_out(shape: str, user: str, password: str) -> None:
    assert not comes_out(shape.format(u=user, p=password), user, password)


@each("text, secrets", KNOWN)
def test_no_single_secret_comes_out(text: str, secrets: list[str]) -> None:
    assert not comes_out(text, *secrets)


@each("text", lines(CLEAN))
def test_near_misses_stay(text: str) -> None:
    assert redact(text) == text


def test_a_copy_of_a_secret_goes_but_no_part_of_a_word() -> None:
    text = "password: moonwalker. moonwalker fails; moonwalkers and moonwalker.example.com stay"
    assert redact(text) == f"password: {MASK}. {MASK} fails; moonwalkers and moonwalker.example.com stay"
    assert redact("user: mario. mario") == f"user: {MASK}. mario"


def test_a_number_behind_a_bare_label_is_a_password_from_four_digits_on() -> None:
    assert redact("password 403") == "password 403"
    assert redact("password 2024") == "password ••••"
