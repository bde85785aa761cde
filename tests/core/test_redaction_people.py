"""Logins as people paste them into a chat, and reports that only look as if they held one; written before measuring.

Each round was written without a look at the detectors, and measured once before anything was mended:
README, row "planted secrets". What still came out at the end stands there, not here.
"""

from __future__ import annotations

import re

from bot.core.redaction import examine, redact
from tests.cases import each

# ⟦…⟧ are the secrets; \\n is a new line.
PLANTED = r"""
login ⟦anna⟧ ⟦sunshine⟧
user/pass ⟦anna⟧/⟦rose⟧
my password -⟦butterfly⟧
şifrem -⟦GÜNEŞ⟧
şifrem ⟦kelebek⟧ ama giremiyorum
⟦moonlight⟧ is my password and it still says 401
⟦Tr4mpolin⟧ was the pw they gave me
password: ⟦blue horse eats apples⟧
my password is ⟦my little pony⟧ and I get 403
passphrase: ⟦correct horse battery staple⟧
the passphrase is "⟦green tea at noon⟧"
hi, my user is ⟦carlos⟧ and pass is ⟦montana⟧ can you look why 403
Username ⟦kittycat⟧\nPassword ⟦doglover⟧
username ⟦patrick⟧ password ⟦starfish⟧ server tv.example.net
I log in with ⟦patrick⟧ and ⟦starfish⟧, nothing happens
I sign in as ⟦joshua77⟧ using ⟦Blackbird⟧
logging in as ⟦martha⟧ with ⟦tulip⟧ gives 401
the login is ⟦martha⟧, pw ⟦tulip⟧
login = ⟦ricky⟧ ; pw = ⟦thunder⟧
creds are ⟦ricky⟧:⟦thunder⟧
creds: ⟦ricky⟧ - ⟦thunder⟧
acc ⟦ricky⟧ pw ⟦thunder⟧
acc: ⟦wendy⟧|⟦darling⟧
here u go ⟦wendy⟧ / ⟦peterpan9⟧ thats my login
this is my login: ⟦wendy⟧ and this my password: ⟦peterpan⟧
username and password are ⟦bruno⟧ and ⟦gardenia⟧
username & pw = ⟦bruno⟧ & ⟦gardenia⟧
user name is ⟦bruno⟧ pass word is ⟦gardenia⟧
user name: ⟦bruno_x⟧ pass word: ⟦gardenia⟧
usr ⟦Kp93jd⟧ pwd ⟦mm20sLq⟧
my xtream details: ⟦Kp93jd⟧, ⟦mm20sLq⟧, http://tv.example.net:8080
xtream codes login: http://tv.example.net:8080 ⟦Kp93jd⟧ ⟦mm20sLq⟧
portal http://tv.example.net:8080\n⟦Kp93jd⟧\n⟦mm20sLq⟧
server: tv.example.net\n⟦elena⟧\n⟦sparrow⟧\ngets 403
Line 1: user ⟦elena⟧ pass ⟦sparrow⟧ works\nLine 2: user ⟦dimitri⟧ pass ⟦falcon⟧ fails with 456
it worked with password ⟦falcon⟧ till yesterday
they gave me the password ⟦falcon⟧
provider sent me ⟦falcon22⟧ as new password
new password ⟦falcon⟧ old password ⟦sparrow⟧
old pw: ⟦sparrow⟧, new pw: ⟦falcon⟧, both 401
password was ⟦sparrow⟧ now it's ⟦falcon⟧
tried password ⟦falcon⟧, ⟦Falcon⟧ and ⟦FALCON⟧
pass ⟦letmein⟧
passwd ⟦qwertz⟧
pw=⟦dragon⟧
psw: ⟦dragon⟧
pword: ⟦dragon⟧
p/w: ⟦dragon⟧
P.W. ⟦dragon88⟧
pass.: ⟦dragon⟧
Pass —> ⟦dragon⟧
pass ==> ⟦dragon⟧
pass ~ ⟦dragon⟧
**Password:** ⟦dragon⟧
__User__: ⟦natalie⟧\n__Pass__: ⟦dragon⟧
`user` ⟦natalie⟧ `pass` ⟦dragon⟧
||user ⟦natalie⟧ pass ⟦dragon⟧||
> user ⟦natalie⟧\n> pass ⟦dragon⟧
1. username: ⟦natalie⟧\n2. password: ⟦dragon⟧\n3. url: http://tv.example.net
Username:\n⟦natalie⟧\nPassword:\n⟦dragon⟧
USERNAME\n⟦natalie⟧\n\nPASSWORD\n⟦dragon⟧\n\nSERVER URL\nhttp://tv.example.net:2095
Username\nPassword\nServer URL\n⟦natalie⟧\n⟦dragon⟧\nhttp://tv.example.net:2095
Add user\nAny name\nmy tv\nUsername\n⟦natalie⟧\nPassword\n⟦dragon⟧\nhttp://url_here.example:8080\nADD USER
Playlist name: Home\nUsername ⟦natalie⟧\nPassword ⟦dragon⟧\nLOGIN FAILED
Account info\nStatus Active\nUsername ⟦natalie7⟧\nActive cons 1\nMax cons 2
User Info\nusername: ⟦natalie⟧\nstatus: Active\nexp_date: 1798000000
password (case sensitive): ⟦dragon⟧
password (from the mail): ⟦dragon⟧
Password [8 chars]: ⟦dragonfy⟧
username (the one you gave me) ⟦natalie⟧ password (same as before) ⟦dragon⟧
password, which is ⟦dragon⟧, doesn't work
my pass, ⟦dragon⟧, is refused
the user ⟦natalie⟧ has the password ⟦dragon⟧
for user ⟦natalie⟧ the password ⟦dragon⟧ is wrong
can u check ⟦natalie⟧:⟦dragon⟧@tv.example.net
account name ⟦natalie⟧
account ⟦natalie_77⟧ is not working
my account is ⟦natalie⟧ and the password ⟦dragon⟧
my id is ⟦natalie⟧ password ⟦dragon⟧
ID: ⟦natalie⟧\nPW: ⟦dragon⟧
id/pw ⟦natalie⟧/⟦dragon⟧
user id ⟦77231904⟧ pass ⟦55120987⟧
customer number ⟦8830021⟧ pin ⟦4471⟧
pin: ⟦0000⟧
my pin is ⟦1234⟧
parental pin ⟦2580⟧ doesnt work
adult pin = ⟦7788⟧
PIN code ⟦9911⟧
activation code ⟦AB12-CD34-EF56⟧
Activation code: ⟦839201⟧
my activation code is ⟦5527 1193⟧
code d'activation : ⟦KX88ZP⟧
Aktivierungscode ⟦77QWE12⟧
código de activación: ⟦H4K9L2⟧
aktivasyon kodu ⟦XT55091⟧
код активации ⟦ZX81QQ⟧
voucher ⟦VPL-9921-AAZK⟧
license key ⟦AAAA-BBBB-1234-CCCC⟧
licence: ⟦9F3K-22LM-QQ01⟧
redeem code: ⟦QJ7T-88PM⟧
Device ID: ⟦a8f3c2e19b77d0e4⟧
device id ⟦F3A9921B⟧ device key ⟦448812⟧
Device Key: ⟦719203⟧
MAC: ⟦00:1A:79:5B:C2:11⟧
mac address ⟦00-1a-79-5b-c2-11⟧
my mac ⟦001A795BC211⟧
mac ⟦001a.795b.c211⟧
MAC ⟦00 1A 79 5B C2 11⟧
mac = ⟦00:1a:79:5b:c2:1⟧
my box ⟦D4:CF:F9:22:10:AA⟧ shows STB blocked
ibo player mac ⟦5e:33:aa:01:9c:4d⟧ key ⟦220184⟧
Serial number ⟦062014N013994⟧
S/N: ⟦M190218BX00213⟧
SN ⟦102021J443122⟧
serial: ⟦FFFFFFABCD12⟧ device id1 ⟦3BC04D5F9981A2E7C4D5E6F708192A3B4C5D6E7F8091A2B3C4D5E6F708192A3B⟧
stb sn=⟦062014N013994⟧&device_id=⟦3BC04D5F9981A2E7⟧&signature=⟦99AABBCCDD001122⟧
Numéro de série : ⟦AZ0099211X⟧
Seriennummer: ⟦VU1820034411⟧
GET /portal.php?type=stb&action=handshake&token=⟦8F0A11B2C3D4E5F60718293A4B5C6D7E⟧
Cookie: mac=⟦00%3A1A%3A79%3A5B%3AC2%3A11⟧; stb_lang=en; timezone=Europe%2FBerlin
cookie: mac=⟦00:1A:79:5B:C2:11⟧; stb_lang=en; token=⟦8F0A11B2C3D4⟧
Set-Cookie: PHPSESSID=⟦k3j2h1g0f9e8d7c6b5a4⟧; path=/
Authorization: Bearer ⟦8F0A11B2C3D4E5F60718⟧
authorization: Basic ⟦bmF0YWxpZTpkcmFnb24=⟧
curl -H "Authorization: Bearer ⟦8F0A11B2C3D4E5F6⟧" http://tv.example.net/portal.php
curl -H 'X-Api-Key: ⟦sk_live_9a8b7c6d5e⟧' https://api.example.net
curl 'http://tv.example.net/player_api.php' --data-urlencode 'username=⟦natalie⟧' --data-urlencode 'password=⟦dragon⟧'
curl --basic --user ⟦natalie⟧:⟦dragon⟧ -I tv.example.net
wget "http://tv.example.net/get.php?username=⟦natalie⟧&password=⟦dragon⟧&type=m3u" -O list.m3u
wget --user=⟦natalie⟧ --password='⟦dragon⟧' http://tv.example.net
http -a ⟦natalie⟧:⟦dragon⟧ tv.example.net
ssh root@192.0.2.4 password ⟦toor⟧
Basic ⟦bmF0YWxpZTpkcmFnb24=⟧
base64: ⟦bWFydGhhOnR1bGlw⟧
auth=⟦bWFydGhhOnR1bGlw⟧
#EXTINF:-1,BBC One\nhttp://tv.example.net:8080/⟦natalie⟧/⟦dragon⟧/1121
#EXTM3U url-tvg="http://tv.example.net/xmltv.php?username=⟦natalie⟧&password=⟦dragon⟧"
#EXTM3U x-tvg-url="http://tv.example.net/epg/⟦natalie⟧/⟦dragon⟧"
#EXTVLCOPT:http-user-agent=VLC\nhttp://tv.example.net/live/⟦al⟧/⟦bo⟧/12.ts
http://tv.example.net/live/⟦a⟧/⟦b⟧/12.ts
http://tv.example.net:25461/live/⟦jo⟧/⟦12⟧/4411.m3u8
epg: http://tv.example.net/xmltv.php?username=⟦natalie⟧&password=⟦dragon⟧ is 404
epg url http://tv.example.net:8080/xmltv.php?u=⟦natalie⟧&p=⟦dragon⟧
http://tv.example.net/epg.php?user=⟦natalie⟧&pwd=⟦dragon⟧
http://tv.example.net/panel_api.php?username=⟦natalie⟧&password=⟦dragon⟧
https://tv.example.net/get.php?login=⟦natalie⟧&pass=⟦dragon⟧
http://tv.example.net/hls/⟦8f0a11b2c3d4e5f6⟧/index.m3u8?token=⟦zz91kk20⟧
http://tv.example.net/index.m3u8?token=⟦dragon⟧
http://tv.example.net/play/⟦eyJhbGciOiJIUzI1NiJ9⟧/m3u8
https://tv.example.net/p/⟦natalie⟧/⟦dragon⟧/m3u_plus
rtmp://⟦natalie⟧:⟦dragon⟧@tv.example.net/live/stream
http://tv.example.net/get.php?username%3D⟦natalie⟧%26password%3D⟦dragon⟧
http%3A%2F%2Ftv.example.net%2Fget.php%3Fusername%3D⟦natalie⟧%26password%3D⟦dragon⟧
username=3D⟦natalie⟧&password=3D⟦dragon⟧
user=3A ⟦natalie⟧ pass=3A ⟦dragon⟧
http://tv.example.net/get.php?username=3D⟦natalie⟧&pass=\nword=3D⟦dragon⟧
p a s s : ⟦d r a g o n⟧
pass: ⟦d.r.a.g.o.n⟧
password: ⟦d-r-a-g-o-n⟧
user: ⟦n a t a l i e⟧ pass: ⟦d r a g o n⟧
pa\u200bss: ⟦dra\u200bgon⟧
password:\u200b⟦dragon⟧
user\u200c: ⟦natalie⟧ pass\u200c: ⟦dragon⟧
раssword: ⟦dragon⟧
pаss: ⟦dragon⟧ usеr: ⟦natalie⟧
ｐａｓｓｗｏｒｄ：⟦dragon⟧
𝗨𝘀𝗲𝗿: ⟦natalie⟧ 𝗣𝗮𝘀𝘀: ⟦dragon⟧
ᴜsᴇʀ: ⟦natalie⟧ ᴘᴀss: ⟦dragon⟧
🆄🆂🅴🆁 ⟦natalie⟧ 🅿🅰🆂🆂 ⟦dragon⟧
p@ss: ⟦dragon⟧
passw0rd: ⟦dragon⟧
pa$$word ⟦dragon⟧
passwrod: ⟦dragon⟧
pasword ⟦dragon⟧
usernmae: ⟦natalie⟧ passowrd: ⟦dragon⟧
{"username": "⟦natalie⟧", "password": "⟦dragon⟧", "auth": 0}
{"user_info":{"username":"⟦natalie⟧","password":"⟦dragon⟧","auth":1,"status":"Active"}}
{\"username\":\"⟦natalie⟧\",\"password\":\"⟦dragon⟧\"}
{'user': '⟦natalie⟧', 'pass': '⟦dragon⟧'}
{username: ⟦natalie⟧, password: ⟦dragon⟧}
username: ⟦natalie⟧\npassword: ⟦blue horse⟧\nurl: http://tv.example.net
xtream:\n  - url: http://tv.example.net\n    username: ⟦natalie⟧\n    password: '⟦dragon⟧'
[provider]\nurl = http://tv.example.net\nuser = ⟦natalie⟧\npass = ⟦dragon⟧
<username>⟦natalie⟧</username>\n<password>⟦dragon⟧</password>
<setting id="user">⟦natalie⟧</setting><setting id="pass">⟦dragon⟧</setting>
<setting id="xtream_username" value="⟦natalie⟧" />
&lt;password&gt;⟦dragon⟧&lt;/password&gt;
iptv_user=⟦natalie⟧ iptv_pass=⟦dragon⟧
XTREAM_USER: ⟦natalie⟧\nXTREAM_PASSWORD: ⟦dragon⟧
"xtreamUsername":"⟦natalie⟧","xtreamPassword":"⟦dragon⟧"
userName=⟦natalie⟧, userPass=⟦dragon⟧
Username | ⟦natalie⟧\nPassword | ⟦dragon⟧\nStatus | Active
| user | pass | status |\n|---|---|---|\n| ⟦natalie⟧ | ⟦dragon⟧ | 403 |\n| ⟦martha⟧ | ⟦tulip⟧ | ok |
username,password,expiry\n⟦natalie⟧,⟦dragon⟧,2027-01-01\n⟦martha⟧,⟦tulip⟧,2027-02-01
Username    Password    Expiry\n⟦natalie⟧     ⟦dragon⟧      2027-01-01
user;pass\n⟦natalie⟧;⟦dragon⟧
┌ Username: ⟦natalie⟧\n├ Password: ⟦dragon⟧\n└ Status: Active
╭─➤ User : ⟦natalie⟧\n├─➤ Pass : ⟦dragon⟧\n╰─➤ Host : http://tv.example.net
✅ 𝐔𝐬𝐞𝐫 ➢ ⟦natalie⟧\n✅ 𝐏𝐚𝐬𝐬 ➢ ⟦dragon⟧
用户名：⟦natalie⟧ 密码：⟦dragon⟧
我的密码是⟦dragon⟧，显示403
我的帐号 ⟦xiaoming⟧ 密码 ⟦dragon⟧
账号⟦wang88⟧密码⟦mima2024⟧
帳號：⟦natalie⟧\n密碼：⟦dragon⟧
아이디: ⟦natalie⟧ 비밀번호: ⟦dragon⟧
아이디 ⟦minsu⟧ 비번 ⟦apple⟧ 입니다
제 비밀번호는 ⟦dragon⟧ 입니다
비번은 ⟦dragon77⟧이에요
ユーザー名：⟦natalie⟧ パスワード：⟦dragon⟧
パスワードは⟦dragon⟧です
ユーザーID ⟦sakura⟧ パス ⟦fuji2020⟧
ログインID: ⟦natalie⟧\n暗証番号: ⟦4471⟧
שם משתמש: ⟦natalie⟧ סיסמה: ⟦dragon⟧
הסיסמה שלי היא ⟦dragon⟧
סיסמא ⟦dragon⟧ משתמש ⟦natalie⟧
نام کاربری: ⟦natalie⟧ رمز عبور: ⟦dragon⟧
رمز من ⟦dragon⟧ است
یوزر ⟦natalie⟧ پسورد ⟦dragon⟧
کلمه عبور ⟦گلستان⟧
اسم المستخدم: ⟦natalie⟧ كلمة المرور: ⟦dragon⟧
الباسورد ⟦dragon⟧ واليوزر ⟦natalie⟧
كلمة السر هي ⟦dragon⟧
يوزر ⟦natalie⟧ باس ⟦dragon⟧
όνομα χρήστη: ⟦natalie⟧ κωδικός: ⟦dragon⟧
ο κωδικός μου είναι ⟦dragon⟧
χρήστης ⟦natalie⟧ κωδικός πρόσβασης ⟦ηλιος⟧
उपयोगकर्ता नाम: ⟦natalie⟧ पासवर्ड: ⟦dragon⟧
मेरा पासवर्ड ⟦dragon⟧ है
mera password ⟦dragon⟧ hai
mera user ⟦natalie⟧ aur password ⟦dragon⟧ hai
যুজার নেম: ⟦natalie⟧ পাসওয়ার্ড: ⟦dragon⟧
tên đăng nhập: ⟦natalie⟧ mật khẩu: ⟦dragon⟧
mật khẩu của tôi là ⟦dragon⟧
tài khoản ⟦natalie⟧ mk ⟦dragon⟧
tk: ⟦natalie⟧ mk: ⟦dragon⟧
nama pengguna: ⟦natalie⟧ kata sandi: ⟦dragon⟧
kata sandi saya ⟦dragon⟧
sandi: ⟦dragon⟧
password saya ⟦dragon⟧
kata laluan ⟦dragon⟧
ชื่อผู้ใช้: ⟦natalie⟧ รหัสผ่าน: ⟦dragon⟧
รหัสผ่านของฉันคือ ⟦dragon⟧
nume de utilizator: ⟦natalie⟧ parolă: ⟦dragon⟧
parola mea e ⟦dragon⟧
am parola ⟦dragon⟧ si userul ⟦natalie⟧
mijn wachtwoord is ⟦dragon⟧ en mijn gebruikersnaam ⟦natalie⟧
wachtwoord -⟦dragon⟧
inloggen met ⟦natalie⟧ en ⟦dragon⟧ lukt niet
inloggegevens: ⟦natalie⟧ / ⟦dragon⟧
moje heslo je ⟦dragon⟧
přihlašovací jméno ⟦natalie⟧ heslo ⟦dragon⟧
mé heslo: ⟦dragon⟧
mitt lösenord är ⟦dragon⟧
användarnamn ⟦natalie⟧ lösen ⟦dragon⟧
min adgangskode er ⟦dragon⟧
brugernavn ⟦natalie⟧, kode ⟦dragon⟧
passordet mitt er ⟦dragon⟧
brukernavnet er ⟦natalie⟧ og passordet ⟦dragon⟧
salasanani on ⟦dragon⟧
tunnus ⟦natalie⟧ salasana ⟦dragon⟧
moje hasło to ⟦dragon⟧
login to ⟦natalie⟧ a hasło ⟦dragon⟧
a jelszavam ⟦dragon⟧
felhasználó ⟦natalie⟧ jelszó ⟦dragon⟧
мой пароль ⟦ромашка⟧
логин ⟦natalie⟧ пароль ⟦dragon⟧
логин/пароль ⟦natalie⟧/⟦dragon⟧
вхожу как ⟦natalie⟧ с паролем ⟦dragon⟧
пароль ⟦dragon⟧ не подходит
мій пароль ⟦соняшник⟧
моята парола е ⟦dragon⟧
moja lozinka je ⟦dragon⟧
šifra ⟦dragon⟧ korisnik ⟦natalie⟧
moje geslo je ⟦dragon⟧
fjalëkalimi im është ⟦dragon⟧
mein Passwort ist ⟦Sonnenblume⟧ und der Benutzer ⟦natalie⟧
Benutzername ⟦natalie⟧ Passwort ⟦dragon⟧
Anmeldung mit ⟦natalie⟧ / ⟦dragon⟧ schlägt fehl
mein PW: ⟦dragon⟧
Login: ⟦natalie⟧ Pwd: ⟦dragon⟧ kommt 403
Zugang: ⟦natalie⟧ ⟦dragon⟧
Logindaten sind ⟦natalie⟧ und ⟦dragon⟧
mi usuario es ⟦natalie⟧ y mi contraseña ⟦girasol⟧
contraseña -⟦girasol⟧
mi clave ⟦girasol⟧
entro con ⟦natalie⟧ y ⟦girasol⟧
usuario/contraseña ⟦natalie⟧/⟦girasol⟧
mon identifiant ⟦natalie⟧ et mon mot de passe ⟦tournesol⟧
mot de passe -⟦tournesol⟧
mon mdp c'est ⟦tournesol⟧
je me connecte avec ⟦natalie⟧ / ⟦tournesol⟧
minha senha é ⟦girassol⟧
senha -⟦girassol⟧
usuário ⟦natalie⟧ senha ⟦girassol⟧ dá erro 403
la mia password è ⟦girasole⟧
utente: ⟦natalie⟧ psw: ⟦girasole⟧
accedo con ⟦natalie⟧ e ⟦girasole⟧
kullanıcı adım ⟦natalie⟧ şifrem ⟦kelebek⟧
parolam ⟦kelebek⟧
k.adı ⟦natalie⟧ şifre ⟦kelebek⟧
kullanici adi: ⟦natalie⟧ sifre: ⟦kelebek⟧
nenosiri langu ni ⟦dragon⟧
ang password ko ay ⟦dragon⟧
wifi password ⟦dragon⟧
what's your password?\n⟦dragon⟧
Bot: What is your password?\nMe: ⟦dragon⟧
support: your username please\nme: ⟦natalie⟧\nsupport: and password?\nme: ⟦dragon⟧
[10:21] Bot: password?\n[10:22] Natalie: ⟦dragon⟧
Q: username? A: ⟦natalie⟧ Q: password? A: ⟦dragon⟧
mail ⟦natalie.b@mail.example.org⟧ pass ⟦dragon⟧
⟦natalie.b@mail.example.org⟧:⟦dragon⟧
⟦natalie.b@mail.example.org⟧ / ⟦dragon⟧
email: ⟦natalie.b@mail.example.org⟧
call me on ⟦+49 1525 5512345⟧
my phone ⟦+1 (202) 555-0143⟧
whatsapp ⟦+90 532 555 01 23⟧
my bot token ⟦6123456789:AAF9xk2LmQ8vTzR4yWc1nBdE7hJp0sUoXaI⟧
TELEGRAM_TOKEN=⟦6123456789:AAF9xk2LmQ8vTzR4yWc1nBdE7hJp0sUoXaI⟧
DATABASE_URL=postgresql://bot:⟦dragon⟧@db.example.net/bot
token ⟦eyJhbGciOiJIUzI1NiJ9.eyJ1IjoiYSJ9.c2lnbmF0dXJl⟧
api key: ⟦9a8b7c6d5e4f⟧
secret = ⟦whiskers⟧
otp ⟦551209⟧
vpn user ⟦natalie⟧ vpn pass ⟦dragon⟧
the username is ⟦natalie⟧ the password is the same
password same as user: ⟦natalie⟧
user=pass=⟦natalie⟧
hey guys my smarters says auth failed, user ⟦lorenzo⟧ pass ⟦cavallo⟧, any idea?
So my login credentials (⟦lorenzo⟧ and ⟦cavallo⟧) don't work
username ⟦oliver.smith⟧ with password ⟦Guitar⟧ on two boxes, 403 on both
the password they mailed me, ⟦Guitar1987⟧, is rejected
pls check line ⟦oliversmith99⟧ pw ⟦guitarhero⟧
can you look up my account? ⟦oliversmith99⟧ is the username
password ⟦guitar⟧ fails, password ⟦piano⟧ works
I reset the password to ⟦violin⟧ and now 401
support told me to use ⟦violin⟧ as my password
my dad's user: ⟦harold⟧, his pass: ⟦marigold⟧
user:⟦harold⟧ pass:⟦marigold⟧ url:http://tv.example.org:80
USER ⟦HAROLD⟧ PASS ⟦MARIGOLD⟧ HOST tv.example.org PORT 8080
u=⟦harold⟧;p=⟦marigold⟧
usr=⟦harold⟧ psw=⟦marigold⟧ srv=tv.example.org
User name . . . . . : ⟦harold⟧\nPassword . . . . . : ⟦marigold⟧
Benutzername........: ⟦harold⟧\nPasswort............: ⟦Ringelblume⟧
Username → ⟦harold⟧\nPassword → ⟦marigold⟧\nExpiry → 2027-01-01
• Username – ⟦harold⟧\n• Password – ⟦marigold⟧
Login name: ⟦harold⟧ | Login password: ⟦marigold⟧
my passphrase is ⟦seven green bottles⟧
Passwort: ⟦drei kleine Schweinchen⟧
contraseña: ⟦mi gato duerme mucho⟧
mot de passe : ⟦le petit prince⟧
password: "⟦yellow submarine⟧"
pass = '⟦yellow submarine⟧'
my wifi password is ⟦lavender⟧ if that matters
wlan passwort ⟦Lavendel⟧
PIN ⟦7319⟧ for the adult channels is wrong
pin for parental lock: ⟦7319⟧
my pin's ⟦7319⟧
mi pin es ⟦7319⟧
activation code from the reseller: ⟦K7LM-22PQ-91XZ⟧
code: ⟦K7LM-22PQ-91XZ⟧ not accepted
I entered the code ⟦88K2J7⟧ on the website
reseller gave code ⟦4471092235⟧
ibo pro\nMAC: ⟦a8:5e:45:11:7c:09⟧\nKey: ⟦904417⟧
Device ID : ⟦9b:22:cc:10:88:41⟧\nDevice Key : ⟦330917⟧
mac⟦00:1A:79:AB:12:CD⟧
MAC=⟦00:1a:79:ab:12:cd⟧&sn=⟦082018K033311⟧
mac : ⟦00;1A;79;AB;12;CD⟧
my mac is ⟦00:1A:79:AB:12⟧ and it's blocked
box sn is ⟦082018K033311⟧
serial no. ⟦082018K033311⟧
Ser.-Nr.: ⟦082018K033311⟧
s/n ⟦XK-99210-77⟧
http://tv.example.org/live/⟦x1⟧/⟦y2⟧/5.ts
http://tv.example.org:8080/⟦max⟧/⟦moritz⟧/5512
https://tv.example.org/live/⟦harold⟧/⟦marigold⟧/5512.m3u8 is dead
GET /live/⟦harold⟧/⟦marigold⟧/5512.ts HTTP/1.1 403
"GET /player_api.php?username=⟦harold⟧&password=⟦marigold⟧&action=get_live_streams HTTP/1.1" 403
tv.example.org:8080/get.php?username=⟦harold⟧&password=⟦marigold⟧
http://tv.example.org/get.php?username=⟦harold⟧&amp;password=⟦marigold⟧&amp;type=m3u
http:\/\/tv.example.org\/get.php?username=⟦harold⟧&password=⟦marigold⟧
http://tv.example.org/c/portal.php?user=⟦harold⟧&pass=⟦marigold⟧
http://⟦harold⟧:⟦marigold⟧@tv.example.org:8080
epg: http://tv.example.org/⟦harold⟧/⟦marigold⟧/epg.xml
url-tvg="http://tv.example.org/xmltv.php?username=⟦harold⟧&password=⟦marigold⟧"
http://tv.example.org/streaming/timeshift.php?username=⟦harold⟧&password=⟦marigold⟧&stream=5&start=2026-11-01
plugin://plugin.video.example/?url=http%3A%2F%2Ftv.example.org%2Flive%2F⟦harold⟧%2F⟦marigold⟧%2F5.ts
ffplay -headers "Authorization: Bearer ⟦a81fe09bc4d24e77⟧" http://tv.example.org/x.m3u8
curl -X POST tv.example.org/login -d '{"username":"⟦harold⟧","password":"⟦marigold⟧"}'
curl -u ⟦harold⟧:⟦marigold⟧ tv.example.org
curl --cookie "mac=⟦00:1A:79:AB:12:CD⟧; token=⟦5D0B11A92FEE⟧" tv.example.org
Cookie: token=⟦5D0B11A92FEE⟧
x-access-token: ⟦5D0B11A92FEE7710⟧
Proxy: http://⟦harold⟧:⟦marigold⟧@proxy.example.org:3128
ftp login ⟦harold⟧ ⟦marigold⟧
credentials base64 ⟦aGFyb2xkOm1hcmlnb2xk⟧
{"server":"http://tv.example.org","login":"⟦harold⟧","pass":"⟦marigold⟧"}
{"u":"⟦harold⟧","p":"⟦marigold⟧"}
"username":"⟦harold⟧"\n"password":"⟦marigold⟧"
<user name="⟦harold⟧" password="⟦marigold⟧"/>
<Username>⟦harold⟧</Username><Password>⟦marigold⟧</Password>
<string name="xtream_pass">⟦marigold⟧</string>
username: "⟦harold⟧"\npassword: "⟦seven green bottles⟧"
[xtream]\nusername=⟦harold⟧\npassword=⟦marigold⟧
const user = '⟦harold⟧'; const pass = '⟦marigold⟧';
$password = "⟦marigold⟧";
export IPTV_PASSWORD=⟦marigold⟧
XC_USER=⟦harold⟧ XC_PASS=⟦marigold⟧ docker compose up
--username ⟦harold⟧ --password ⟦marigold⟧
-u ⟦harold⟧ -p ⟦marigold⟧
Host,User,Pass\ntv.example.org,⟦harold⟧,⟦marigold⟧
User\tPass\n⟦harold⟧\t⟦marigold⟧
Name | Login | Password\nHome | ⟦harold⟧ | ⟦marigold⟧
Server\nhttp://tv.example.org\nUsername\n⟦harold⟧\nPassword\n⟦marigold⟧
SERVER URL\nUSERNAME\nPASSWORD\nhttp://tv.example.org\n⟦harold⟧\n⟦marigold⟧
Bot: please send your username\nHarry: ⟦harold⟧\nBot: please send your password\nHarry: ⟦marigold⟧
Admin: whats ur pw?\nUser: ⟦marigold⟧
12:01 Support: Your password?\n12:02 Me: ⟦marigold⟧
what is your username? ⟦harold⟧ and password? ⟦marigold⟧
¿Cuál es tu contraseña?\n⟦caléndula⟧
Wie lautet dein Passwort?\n⟦Ringelblume⟧
p.a.s.s.w.o.r.d: ⟦marigold⟧
pass: ⟦m a r i g o l d⟧
ᵖᵃˢˢ: ⟦marigold⟧
𝓾𝓼𝓮𝓻: ⟦harold⟧ 𝓹𝓪𝓼𝓼: ⟦marigold⟧
p\u00adass\u00adword: ⟦marigold⟧
рassword ⟦marigold⟧
Login=⟦harold⟧=3B Password=3D⟦marigold⟧
username%3A⟦harold⟧ password%3A⟦marigold⟧
пароль: ⟦одуванчик⟧ логин: ⟦harold⟧
мой логин ⟦harold⟧ а пароль ⟦marigold⟧
пароль у меня ⟦marigold⟧, не пускает
захожу с логином ⟦harold⟧ и паролем ⟦marigold⟧
mein Benutzer ist ⟦harold⟧, mein Kennwort ⟦Ringelblume⟧
hab als Passwort ⟦Ringelblume⟧ eingegeben
mit Passwort ⟦Ringelblume⟧ kommt 401
Zugangsdaten: ⟦harold⟧ / ⟦Ringelblume⟧
logge mich mit ⟦harold⟧ und ⟦Ringelblume⟧ ein
el usuario ⟦harold⟧ con la contraseña ⟦caléndula⟧ da 403
puse ⟦caléndula⟧ como contraseña
mi usuario ⟦harold⟧ y mi clave ⟦caléndula⟧
j'ai mis ⟦souci77⟧ comme mot de passe
identifiant ⟦harold⟧ mot de passe ⟦coquelicot⟧ erreur 401
mes identifiants: ⟦harold⟧ et ⟦coquelicot⟧
meu usuário é ⟦harold⟧ e minha senha é ⟦papoula⟧
coloquei a senha ⟦papoula⟧ e nada
il mio utente è ⟦harold⟧ e la password ⟦papavero⟧
ho messo ⟦papavero⟧ come password
kullanıcı adı ⟦harold⟧ şifre ⟦gelincik⟧ 401 veriyor
şifre olarak ⟦gelincik⟧ yazdım
اليوزر ⟦harold⟧ والباسورد ⟦marigold⟧ ما يشتغل
كلمة المرور حقي ⟦marigold⟧
账号：⟦harold⟧，密码：⟦marigold⟧，提示401
密码 ⟦marigold⟧ 登录不了
パスワードは「⟦marigold⟧」です
비밀번호 ⟦marigold⟧ 인데 안돼요
שם משתמש ⟦harold⟧ וסיסמה ⟦marigold⟧ לא עובד
رمز عبورم ⟦marigold⟧ هست
κωδικός ⟦marigold⟧ χρήστης ⟦harold⟧
मेरा यूजरनेम ⟦harold⟧ और पासवर्ड ⟦marigold⟧
mật khẩu ⟦marigold⟧ không đăng nhập được
username saya ⟦harold⟧ passwordnya ⟦marigold⟧
utilizator ⟦harold⟧ și parola ⟦trandafir⟧
gebruikersnaam ⟦harold⟧ en wachtwoord ⟦klaproos⟧ werkt niet
uživatelské jméno je ⟦harold⟧ a heslo je ⟦kopretina⟧
użytkownik ⟦harold⟧ i hasło ⟦stokrotka⟧
användarnamn: ⟦harold⟧, lösenord: ⟦vallmo⟧
brukernavn ⟦harold⟧ passord ⟦valmue⟧
käyttäjätunnus ⟦harold⟧ ja salasana ⟦unikko⟧
korisničko ime ⟦harold⟧ i lozinka ⟦ljiljan⟧
felhasználónév: ⟦harold⟧ jelszó: ⟦pipacs⟧
потребителско име ⟦harold⟧ парола ⟦marigold⟧
my mail ⟦harold.m@mail.example.com⟧ pw ⟦marigold⟧
paypal ⟦harold.m@mail.example.com⟧
tel ⟦+44 7700 900461⟧
BOT_TOKEN: ⟦7012345678:AAHk3Lm9Qw2ErTyUiOpAsDfGhJkLzXcVbN1⟧
SECRET_KEY=⟦fuchsia-otter-lantern⟧
heslo je ⟦kopretina⟧, heslo ⟦kopretina⟧ nefunguje
user: ⟦kira⟧ pass: ⟦p@ss:w/rd⟧
user ⟦kira⟧ pass ⟦a,b;c9⟧
password: ⟦#1Hero!⟧
pass: ⟦ab)c(d7⟧
pass: ⟦🔥king🔥⟧
pass: ⟦ñandú⟧
密码: ⟦春天来了⟧
密码是⟦春天来了88⟧
비밀번호: ⟦사과나무⟧
パスワード：⟦さくら2020⟧
كلمة المرور: ⟦زيتون⟧
סיסמה: ⟦תפוח⟧
κωδικός: ⟦πορτοκάλι⟧
пароль: ⟦пароль123⟧
user: ⟦7⟧ pass: ⟦12⟧
pass: ⟦hunter2⟧.
pass: ⟦hunter2⟧, thanks
(pass: ⟦hunter2⟧)
pass:⟦hunter2⟧!!!
"my pass is ⟦hunter2⟧"
my pass is ⟦hunter⟧ lol
pass = ⟦x⟧
username=⟦a⟧ password=⟦b⟧
http://tv.example.com:8080/get.php?username=⟦kira%40mail⟧&password=⟦p%26ss⟧&type=m3u
http://tv.example.com:8080/get.php?password=⟦zz9⟧&username=⟦kira⟧
http://tv.example.com:8080/get.php?username=⟦kira⟧&type=m3u_plus&output=ts&password=⟦zz9⟧
HTTP://TV.EXAMPLE.COM:8080/GET.PHP?USERNAME=⟦KIRA⟧&PASSWORD=⟦ZZ9⟧
http://tv.example.com:8080/player_api.php?username=⟦kira⟧&password=⟦zz9⟧&action=get_series_info&series_id=5
http://tv.example.com:8080//live//⟦kira⟧//⟦zz9⟧//5.ts
http://tv.example.com:8080/live/⟦kira⟧/⟦zz9⟧/5.ts?token=⟦abc123def⟧
http://tv.example.com:8080/hlsr/⟦q9w8e7r6t5y4u3i2⟧/⟦kira⟧/⟦zz9⟧/5/99/index.m3u8
https://tv.example.com/portal/c/?mac=⟦00:1A:79:0D:E1:F2⟧
http://tv.example.com/stalker_portal/server/load.php?type=stb&action=get_profile&sn=⟦1234567890ABC⟧&device_id=⟦FFEE1122⟧&token=⟦ABCDEF1234⟧
http://[2001:db8::5]:8080/live/⟦kira⟧/⟦zz9⟧/5.ts
http://192.0.2.7/⟦kira⟧/⟦zz9⟧/5
rtsp://⟦kira⟧:⟦zz9⟧@192.0.2.7:554/stream
udpxy? no, http://⟦kira⟧:⟦zz9⟧@192.0.2.7:4022/udp/239.0.0.1:1234
tv.example.com:8080 ⟦kira01⟧ ⟦zz9zz9⟧
tv.example.com:8080:⟦kira01⟧:⟦zz9zz9⟧
tv.example.com|8080|⟦kira01⟧|⟦zz9zz9⟧
⟦kira01⟧:⟦zz9zz9⟧@tv.example.com:8080
⟦kira01⟧ ⟦zz9zz9⟧ tv.example.com:8080
login:⟦kira01⟧:⟦zz9zz9⟧
m3u: tv.example.com ⟦kira01⟧ ⟦zz9zz9⟧
MAC address of the box: ⟦00:1A:79:0D:E1:F2⟧
MAC Address ⟦00 : 1A : 79 : 0D : E1 : F2⟧
mac is ⟦OO:1A:79:OD:E1:F2⟧
ethernet mac ⟦b0:be:83:44:12:9a⟧
⟦B0BE8344129A⟧ is my mac
Device Key ⟦662109⟧ Device ID ⟦b0:be:83:44:12:9a⟧
{"mac":"⟦00:1A:79:0D:E1:F2⟧","sn":"⟦1234567890ABC⟧"}
{"token":"⟦5A1B2C3D4E5F⟧"}
"access_token": "⟦ya29.a0AfH6SMBx⟧"
Authorization: Digest username="⟦kira⟧", realm="tv", response="⟦6629fae49393a05397450978507c4ef1⟧"
X-Auth: ⟦5A1B2C3D4E5F6A7B⟧
api_token=⟦5A1B2C3D4E5F6A7B⟧
OPENAI_API_KEY=⟦sk-proj-a1b2c3d4e5f6g7h8i9j0⟧
discord webhook https://discord.com/api/webhooks/⟦112233445566778899⟧/⟦aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789⟧
https://api.telegram.org/bot⟦6123456789:AAF9xk2LmQ8vTzR4yWc1nBdE7hJp0sUoXaI⟧/getMe
-----BEGIN RSA PRIVATE KEY-----\n⟦MIIEpAIBAAKCAQEA1c7+9z5Pad7OejecsQ0bu3aumVqk⟧\n-----END RSA PRIVATE KEY-----
my card ⟦4111 1111 1111 1111⟧ was charged
IBAN ⟦DE89 3704 0044 0532 0130 00⟧
paypal me at ⟦kira.lang@mail.example.com⟧
User ID: ⟦kira01⟧\nUser Password: ⟦zz9zz9⟧
Login Email: ⟦kira@mail.example.com⟧\nLogin Password: ⟦zz9zz9⟧
Subscription details\nUsername: ⟦kira01⟧\nPassword: ⟦zz9zz9⟧\nHost: http://tv.example.com\nStart: 2026-11-01
Usuario: ⟦kira01⟧\nContraseña: ⟦zz9zz9⟧\nURL: http://tv.example.com
Identifiant : ⟦kira01⟧\nMot de passe : ⟦zz9zz9⟧
Kullanıcı: ⟦kira01⟧\nŞifre: ⟦zz9zz9⟧
Логин: ⟦kira01⟧\nПароль: ⟦zz9zz9⟧
اسم المستخدم : ⟦kira01⟧\nكلمة المرور : ⟦zz9zz9⟧
Username:⟦kira01⟧Password:⟦zz9zz9⟧
#user ⟦kira01⟧ #pass ⟦zz9zz9⟧
user -> ⟦kira01⟧ ; pass -> ⟦zz9zz9⟧
[user] ⟦kira01⟧ [pass] ⟦zz9zz9⟧
<b>User:</b> ⟦kira01⟧<br><b>Pass:</b> ⟦zz9zz9⟧
<td>Username</td><td>⟦kira01⟧</td></tr><tr><td>Password</td><td>⟦zz9zz9⟧</td>
**user** `⟦kira01⟧` **pass** `⟦zz9zz9⟧`
```\nuser: ⟦kira01⟧\npass: ⟦zz9zz9⟧\n```
my login is ⟦kira⟧ and the password is the word ⟦butterscotch⟧
my password is simply ⟦butterscotch⟧
password is just ⟦butterscotch⟧
the pw should be ⟦butterscotch⟧
the password used to be ⟦butterscotch⟧
I think my password is ⟦butterscotch⟧ but not sure
I always use ⟦butterscotch⟧ as my password
both username and password are ⟦butterscotch⟧
username ⟦kira⟧, same for password
try ⟦kira⟧/⟦butterscotch⟧ as login
can someone test ⟦kira⟧:⟦butterscotch⟧ on tv.example.com
here is the line: ⟦kira⟧ ⟦butterscotch⟧
line = ⟦kira⟧/⟦butterscotch⟧
you can log in with my account: ⟦kira⟧, ⟦butterscotch⟧
user: ⟦a⟧ pass: ⟦b⟧ 403
user: ⟦o⟧\npass: ⟦e⟧
http://tv.example.net:8080/m3u/⟦natalie⟧/⟦dragon⟧
Playlist URL: http://tv.example.net/u/⟦natalie⟧/p/⟦dragon⟧/list.m3u
⟦natalie⟧ ⟦dragon⟧ are my credentials
my password has changed to ⟦dragon⟧
password changed from ⟦sparrow⟧ to ⟦falcon⟧
user ⟦anneliese⟧
sn: ⟦0123456789ABC⟧, dev1: ⟦AABBCCDDEEFF0011⟧, dev2: ⟦0011AABBCCDDEEFF⟧
wrong password, I use ⟦Kx9v2mQ⟧ since March
Good evening, my line stopped, login: ⟦theodore⟧, password: ⟦Lighthouse⟧, Fire TV, TiviMate
could you reset my password ⟦lighthouse⟧ please
for the record the password was ⟦lighthouse⟧
I got username ⟦theodore⟧ and password ⟦lighthouse⟧ from the shop
new line: user ⟦theodore⟧ pass ⟦lighthouse⟧ exp 2027
Got it by mail: ⟦theodore⟧ (user) ⟦lighthouse⟧ (password)
Username=⟦theodore⟧\r\nPassword=⟦lighthouse⟧\r\n
user name:⟦theodore⟧, pw:⟦lighthouse⟧ -- 512 error
Xtream API\nName: test\nUsername: ⟦theodore⟧\nPassword: ⟦lighthouse⟧\nURL: http://tv.example.com
pass is "⟦lighthouse⟧" without quotes
pass is ⟦lighthouse⟧ (all lower case)
the password ⟦lighthouse⟧ has worked for years
Why would password ⟦lighthouse⟧ be wrong all of a sudden?
i'm logging in with ⟦theodore⟧, ⟦lighthouse⟧
Login ⟦theodore⟧/⟦lighthouse⟧ geht nicht mehr
Benutzer ⟦theodore⟧ Kennwort ⟦Leuchtturm⟧ Fehler 403
Mein Login: ⟦theodore⟧ / ⟦Leuchtturm⟧
das Passwort wäre ⟦Leuchtturm⟧
Ich habe ⟦Leuchtturm⟧ als Passwort bekommen
Kennung ⟦theodore⟧, PIN ⟦5561⟧
mi login es ⟦theodore⟧ y el pass ⟦faro77⟧
el user es ⟦theodore⟧, la clave es ⟦linterna⟧
uso el usuario ⟦theodore⟧ con clave ⟦linterna⟧
contraseña nueva: ⟦linterna⟧
mon login c'est ⟦theodore⟧ et le mdp ⟦lanterne⟧
identifiants : ⟦theodore⟧ / ⟦lanterne⟧
mot de passe actuel : ⟦lanterne⟧
usuario ⟦theodore⟧ senha ⟦lanterna⟧ não entra
senha nova ⟦lanterna⟧
nome utente: ⟦theodore⟧, password: ⟦lanterna⟧, errore 403
la password che ho è ⟦lanterna⟧
kullanıcı adı: ⟦theodore⟧\nparola: ⟦fener⟧\nhata 403
yeni şifrem ⟦fener⟧
логин ⟦theodore⟧, пароль ⟦маяк⟧, ошибка 403
пароль такой: ⟦маяк⟧
اليوزر: ⟦theodore⟧ الباس: ⟦منارة⟧
用户名 ⟦theodore⟧ 密码 ⟦lighthouse⟧ 报错403
IDは⟦theodore⟧、パスワードは⟦lighthouse⟧です
아이디는 ⟦theodore⟧, 비번은 ⟦lighthouse⟧
mijn login is ⟦theodore⟧ met wachtwoord ⟦vuurtoren⟧
mój login ⟦theodore⟧, hasło ⟦latarnia⟧
můj login ⟦theodore⟧, heslo ⟦majak9⟧
mitt användarnamn är ⟦theodore⟧ och lösenordet ⟦fyrtorn⟧
user: ⟦theodore⟧ parola: ⟦farul⟧
usernameku ⟦theodore⟧ sandi ⟦mercusuar⟧
शब्द: पासवर्ड ⟦lighthouse⟧ नहीं चल रहा
tên đăng nhập ⟦theodore⟧, mật khẩu ⟦haidang⟧
όνομα χρήστη ⟦theodore⟧ και κωδικός ⟦faros⟧
Portal: http://tv.example.com/c/ MAC: ⟦00:1A:79:77:66:55⟧ SN: ⟦012011B123456⟧
mac 00-1a-79 is the prefix, mine is ⟦00-1a-79-77-66-55⟧
http://tv.example.com:8080/movie/⟦theodore⟧/⟦lighthouse⟧/99.mp4 buffers
tv.example.com/get.php?username=⟦theodore⟧&password=⟦lighthouse⟧ gives 404 Not Found
curl 'http://tv.example.com/live/⟦theodore⟧/⟦lighthouse⟧/1.ts' -v -> 403
#EXTINF:-1 tvg-id="x",News\nhttp://tv.example.com/live/⟦theodore⟧/⟦lighthouse⟧/1.m3u8
{"username": "⟦theodore⟧", "password": "⟦light house⟧"}
Authorization: Basic ⟦dGhlb2RvcmU6bGlnaHRob3VzZQ==⟧
-H "Cookie: session=⟦f00dbabe1234cafe⟧"
email ⟦theo.k@mail.example.com⟧, phone ⟦+351 912 345 678⟧
Hi support, user ⟦gwendolyn⟧ pass ⟦teapot⟧, since this morning 403 on everything
pls renew ⟦gwendolyn⟧ / ⟦teapot⟧
my user is ⟦gwendolyn⟧, pw ⟦teapot⟧, mac ⟦00:1A:79:31:41:59⟧
username: ⟦gwen.d⟧\npassword: ⟦Qx7!teapot⟧\nserver: http://tv.example.org:8080
http://tv.example.org:8080/get.php?username=⟦gwendolyn⟧&password=⟦teapot⟧&type=m3u_plus&output=hls
this link does not load: http://tv.example.org:8080/live/⟦gwendolyn⟧/⟦teapot⟧/1042.ts
password teapot? no, it is ⟦kettle⟧
wrong password all the time, I use ⟦teapot⟧
I enter ⟦teapot⟧ and it says wrong password
login failed with ⟦gwendolyn⟧ and ⟦teapot⟧
Tried ⟦gwendolyn⟧:⟦teapot⟧, invalid credentials
the provider wrote: Username ⟦gwendolyn⟧ Password ⟦teapot⟧
forwarded message:\nUser: ⟦gwendolyn⟧\nPass: ⟦teapot⟧\nExp: 01/02/2027
password is teapot lol jk it's ⟦samovar⟧
my new pass: ⟦teapot⟧, old one was ⟦kettle⟧
Passwort ist ⟦Teekanne⟧, Benutzer ist ⟦gwendolyn⟧
Mein Passwort (⟦Teekanne⟧) wird nicht angenommen
Benutzername: ⟦gwendolyn⟧, Passwort: ⟦Teekanne⟧, Fehler 401
mi usuario: ⟦gwendolyn⟧, mi contraseña: ⟦tetera⟧
la contraseña que me dieron es ⟦tetera⟧
mon identifiant est ⟦gwendolyn⟧, le mot de passe est ⟦théière⟧
minha senha ⟦chaleira⟧ não funciona
username ⟦gwendolyn⟧ e password ⟦teiera⟧ non vanno
şifrem ⟦demlik⟧, kullanıcı adım ⟦gwendolyn⟧
мой пароль ⟦чайник⟧ не подходит
اسم المستخدم ⟦gwendolyn⟧ وكلمة المرور ⟦teapot⟧
密码是⟦teapot⟧，用户名是⟦gwendolyn⟧
wachtwoord is ⟦theepot⟧
hasło to ⟦czajnik⟧
mitt lösenord: ⟦tekanna⟧
ibo player device id ⟦7c:2e:bd:10:20:30⟧ device key ⟦884210⟧
STB mac ⟦00:1A:79:31:41:59⟧ sn ⟦032017J099881⟧
activation code ⟦GWEN-2K7T-90QA⟧ says used
{"user_info":{"username":"⟦gwendolyn⟧","password":"⟦teapot⟧","status":"Active"}}
curl -s "http://tv.example.org:8080/player_api.php?username=⟦gwendolyn⟧&password=⟦teapot⟧"
user=⟦gwendolyn⟧&pass=⟦teapot⟧
xmltv url http://tv.example.org:8080/xmltv.php?username=⟦gwendolyn⟧&password=⟦teapot⟧
Authorization: Bearer ⟦c0ffee00c0ffee11⟧
contact me: ⟦gwen@mail.example.net⟧
"""
CLEAN = r"""
user: reports 403
user reports buffering on all channels
user: says it worked on Monday
User: cannot log in, app shows 401
user: please restart the box
Login: does not work since Tuesday
my login does not work since Tuesday
my login stopped working last night
my login is fine on my phone but not on the TV
my login works on the phone only
login keeps failing on Samsung
login loops back to the start screen
login screen freezes
login page is blank
login takes five minutes
login successful but no channels
login error 401 on both TVs
login from two places?
login via browser is ok
login or password wrong, says the app
login credentials are not accepted
login details are right, I checked twice
login with code or with username?
login once a day
login impossible
login denied
login required
login expired
Login failed: 3 attempts left
Login failed! Please check your username and password.
logged in as guest
logged in fine
log in and out does not help
pass: the TV shows nothing
pass: it just hangs
pass the box to my brother
pass the remote
pass me the link please
pass on the message
pass through audio is broken
passthrough off
HDMI pass through 4K
Dolby Atmos passthrough not working on Shield
first pass: ok, second pass: errors
boarding pass
password wrong
password wrong since yesterday
password not accepted on the new TV
password was fine yesterday
password is right, I copied it
password is correct but I get 401
password is the same as before
password is case sensitive?
password has special characters, is that a problem?
password contains a hash sign
password field stays empty
password box missing
password reset link expired
password change did not help
password changed yesterday and now nothing works
password with umlauts does not work?
password too short
password must contain 8 characters
password length 12
password and username copied from the mail
password expired
password asked every time
password prompt every five minutes
password manager fills the wrong field
the app does not save the password
the app forgets my username
my password does not work anymore
my password stopped working after the update
my password isn't accepted
my password was changed by the provider
my username does not exist they say
my username is not recognised
my username was deleted
my user is blocked
my account is suspended
my account expired last week
my account shows as banned
account locked after 5 tries
account active, 1 of 2 connections
account: disabled
Account expires 2027-03-14
Status: Active, Expires: 14/03/2027, Max connections: 2
Max connections: 1
active_cons: 0 max_connections: 1
username/password combination is wrong
Username or password is invalid, please try again
user name or password incorrect (401)
wrong user or pass
bad username/password
no username given
which username do you mean?
do I need a username for m3u?
username is my mail address?
is the username the same as the mail address?
use the username from the welcome mail
type the password with the remote
enter the pin with the remote
what is a pin?
pin code for adult channels?
PIN is asked for every channel
pin wrong
forgot the pin
pin reset needed
pin blocked
the PIN dialog comes up on every start
mac address not registered
MAC blocked by portal
mac not found
my mac changed after the update
MAC: ••••
mac 00:1A:79:••:••:••
mac 00:1A:79:XX:XX:XX
mac 00:1A:79:**:**:**
MAC address begins with 00:1A:79
where do I find the mac address of my box
the MAC of the box is on the sticker
serial number is on the back
serial: see sticker
device id changed after reset
device key is required
Device ID: unknown
activation code is invalid
activation code already used
activation pending
activate the device first
activation failed with code 1001
key expired
key not valid for this device
license expired 2026-10-01
license check failed
license server not reachable
token invalid, status 401
session token missing
Authorization failed
Authorization: required
authorization header missing
Authorization error 401
bearer token invalid
WWW-Authenticate: Basic realm="tv"
Basic auth is on
401 Unauthorized
HTTP/1.0 401 Unauthorized
HTTP error 458 on VLC
HTTP 456 in TiviMate
403 on 192.0.2.44:8080
connect to 192.0.2.44 port 8080 failed: Connection refused
connect() failed (111: Connection refused) while connecting to upstream, client: 198.51.100.7
java.net.ConnectException: Failed to connect to /192.0.2.44:8080
java.net.SocketTimeoutException: failed to connect to tv.example.net/192.0.2.44 (port 80) after 10000ms
Unable to resolve host "tv.example.net": No address associated with hostname
ping 192.0.2.44: 48 ms, 0% loss
traceroute stops at 198.51.100.1
DNS 203.0.113.53 does not help
DNS set to 192.0.2.53 and 192.0.2.54
IP 198.51.100.23 is blocked by the provider
http://tv.example.net:8080 does not answer
http://tv.example.net:8080/ opens in the browser
http://tv.example.net:8080/c/ shows a blank page
http://tv.example.net:8080/stalker_portal/c/ loading forever
http://tv.example.net/portal.php returns 404
http://tv.example.net/player_api.php says Forbidden
http://tv.example.net/get.php without login returns 403
https://tv.example.net/help/login
https://tv.example.net/account/reset-password
https://tv.example.net/user/guide
https://tv.example.net/login?lang=en
https://tv.example.net/live/news
http://tv.example.net/live/ shows nothing
http://tv.example.net/movie/ is empty
http://tv.example.net/epg.xml.gz
http://tv.example.net/list.m3u8
https://cdn.example.net/hls/bbc1/720p/index.m3u8
https://iptv.example.org/index.m3u
https://example.org/watch?v=12
E/ExoPlayer: Playback error com.google.android.exoplayer2.ExoPlaybackException: Source error
E/ExoPlayerImplInternal(17234): Playback error [eventTime=12.33, mediaPos=0.00, window=0]
Response code: 403
Caused by: com.google.android.exoplayer2.upstream.HttpDataSource$InvalidResponseCodeException: Response code: 403
at com.example.tv.player.PlayerActivity.onError(PlayerActivity.java:412)
[hls @ 0x55d0c8a1b2c0] HTTP error 403 Forbidden
[h264 @ 0x7f9a1c004a80] non-existing PPS 0 referenced
[mpegts @ 0x5581f3e0] PES packet size mismatch
main debug: creating audio output
vlc: http stream error: cannot connect to 192.0.2.44:80
avformat demux error: Could not open http://tv.example.net:8080/: Unknown error 10049
access_http: connection failed
GStreamer-CRITICAL: assertion 'pad != NULL' failed
2026-11-26 19:17:58.120 ERROR <general>: CCurlFile::Open - failed with code 403
2026-11-26T19:17:58Z level=error msg="login failed" status=401
2026-11-26 19:17:58 WARN auth: user rejected by panel
{"user_info":{"auth":1,"status":"Expired","exp_date":"1700000000"}}
{"error":"invalid_credentials"}
{"status":401,"message":"Username or password wrong"}
{"code":4003,"msg":"Login error"}
{"js":{"msg":"Your STB is blocked","block_msg":"Call your provider"}}
{"js":[],"text":"Authorization failed."}
ErrorCode: AUTH-1042
Fehlercode 0x80070005
error code PLAYBACK-403-2
ERROR_CODE_IO_BAD_HTTP_STATUS (2004)
MEDIA_ERR_SRC_NOT_SUPPORTED
trace id 4bf92f3577b34da6a3ce929d0e0e4736
request id: 7b1e9c2a-4f0d-4a7e-9d83-5f1c2b3a4d5e
Ray ID: 8f00aa11bb22cc33
commit 836b7c1f0e2d
build 20261126.1917
sha256: 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
md5 d41d8cd98f00b204e9800998ecf8427e
apk checksum 5d41402abc4b2a76b9719d911017c592
pid 17234 tid 17251 signal 11 (SIGSEGV), code 1
TiviMate 5.1.6 build 5161
IPTV Smarters Pro 4.0.4
Smarters 3.1.5.1 on Fire TV Stick 4K
Samsung UE55TU7092, Tizen 5.5
Samsung QE65Q80T
LG 55UN7100, webOS 5.3
Sony KD-55XE9005 Android 9
Philips 55PUS8506/12
Xiaomi Mi Box S MDZ-22-AB
Formuler Z8 Pro
MAG 524w3 firmware 2.20.10
MAG322w1
Dreambox One, image OE-A 4.4
Raspberry Pi 4, LibreELEC 11.0.6
Fritz!Box 7590 AX, FRITZ!OS 7.57
Wi-Fi 6, 5 GHz, channel 36
50 Mbps down, 10 up, ping 12
DE: Sky Sport 1 FHD
UK | BBC ONE HD
TR: beIN SPORTS 1
US: ESPN2 [HD]
channel 1121 is black
channels 101 to 140 freeze
stream 4411 not found
category 17 is empty
S01E04 is missing
Season 2 Episode 11 stops at 00:41:17
EPG is two hours off
EPG since 26.11.2026 empty
EPG key missing
EPG code 404
epg url is wrong?
catchup 7 days does not play
it stopped at 19:17 yesterday
starts at 8:30 pm, ends 10:15 pm
since 12/11 nothing works
from 26.11. to 28.11. no channels
paid on 2026-11-20, still expired
paid 12.99 EUR, order no. 5512
invoice 2026/1174
ticket 8812 is open
my name is not on the list
name: my tv
Name: Living room
playlist name: Home
List name "Family" disappeared
Profile: Kids
profile picture gone
secret menu on the remote?
the key button does not work
key 5 on the remote is broken
code 403, code 401, code 512
Code: 8812 appears on screen
country code +44 missing
zip code asked?
contact support
call the provider?
phone app works, TV app not
tel. support is closed
mail from provider says line expired
my line is down
line expired
Line: offline
second line works, first line does not
Zeile 1: Benutzer, Zeile 2: Passwort
Passwort falsch seit gestern
Passwort stimmt nicht
mein Passwort geht nicht mehr
mein Passwort funktioniert auf dem Handy
Benutzer: meldet 403
Anmeldung schlägt fehl
Anmeldung geht seit Dienstag nicht
mein Zugang ist abgelaufen
Zugang gesperrt
Kennwort wird nicht gespeichert
mi contraseña no funciona desde ayer
mi usuario está bloqueado
el login no va en la tele
mi cuenta caducó
la clave es correcta
mon mot de passe ne marche plus
mot de passe incorrect
mon compte est bloqué
la connexion échoue depuis hier
minha senha não funciona mais
usuário ou senha inválidos
la mia password non funziona più
неверный пароль
логин или пароль неверны
hasło jest poprawne
błędny login lub hasło
mijn wachtwoord klopt niet meer
lösenordet fungerar inte
passordet virker ikke
heslo nefunguje
parola nu merge
parola gresita
hibás jelszó
a jelszó nem jó
الباسورد لا يعمل
סיסמה שגויה
הסיסמה לא עובדת
我的密码不对
비밀번호가 틀립니다
비밀번호 오류
mật khẩu không đúng
password salah terus
रहस्य क्या है
पासवर्ड गलत है
mera password galat hai
รหัสผ่านผิด
lozinka ne radi
parola yanlış diyor
user gets kicked out after ten minutes
user complains about stutter
user wrote that channels are gone
User: nothing works since the update
user - same as before
login bounces between two pages
login hiccups on Fire TV
login succeeded yet every list is blank
Login was possible until noon
login animation never ends
login procedure aborted
login timed out after 15000 ms
Login problem again!!
login with the new portal address?
login keyboard covers the button
Login: try later
login: 3 of 5 attempts used
login/logout loop
Login to portal refused, EC 4012
pass: fail: 12, skipped: 3
pass mark 60
I will pass on that offer
they pass the blame to my isp
pass through my VPN or not?
passing the box through a switch
password bug after patch 5.2
password hashing bcrypt
password entry via remote is painful
password visible with the eye icon
password sent by mail, not arrived
password reminder please
password typed thrice
password gets cut after ten signs
password has an ampersand in it
password pasted from clipboard with a trailing blank
password, username, server: all good
password OK, playlist OK, EPG not
password - not needed for MAC portals
password: same as always
password: see mail
password: none needed
Password: (hidden)
Password: ********
Password: [masked]
password=<redacted>
username=$USER password=$PASS
username={username}&password={password}
http://HOST:PORT/get.php?username=USERNAME&password=PASSWORD&type=m3u_plus
http://host.example:8080/player_api.php?username=xxx&password=xxx
http://server:port/live/username/password/streamid.ts
which password: panel or app?
what password does the app want, mine or the provider's?
Why is the password refused although correct?
where can my users change passwords
how many users per line
two users at once is the limit
users online: 1204
active users 18
user agent VLC/3.0.20 LibVLC/3.0.20
user-agent: okhttp/4.9.0
User interface is slow
user is offline
UserNotFoundException at AuthService.kt:88
unauthorized user
max users 2
name: Kids TV
Name of the list: Sports
Name server ns1.example.net
name not resolved
account overview empty
account deleted by mistake
account valid until 31.12.2026
account paid for 12 months
account: trial, expires tomorrow
account type M3U
Account Manager does not open
my account shows two devices
subscription: 12 months
subscription ended on Friday
PIN dialog hangs
pin keypad missing digits
pin: required
pin 4 digits?
Pin the channel to the top
token refresh failed
token: expired
Token renewal every 24 h
token is bound to the IP
Unexpected token < in JSON at position 0
SyntaxError: Unexpected token '}'
key frame missing
Key combination home+back
keyring locked
API key limit reached
api key missing
secret menu code?
serial port /dev/ttyUSB0
serial: unknown
series: season 3 missing
Serial killers documentary not playing
SN missing on sticker
MAC filter on router
MAC: not set
MAC mismatch
mac os 14.4
My MAC starts with 00:1A:79
00:1A:79 is the prefix of MAG boxes
device not recognised
device id mismatch error 7
device code expired, request a new one
code 4: playback
code: E-1001
Code from the TV screen has expired
activation code invalid or used
activation server unreachable
Activation: 2 days left
voucher was already used
licence invalid
session expired at 10:00
Session: closed by server
cookie consent blocks the page
auth=0 status=Banned
auth failed for stream 4451
auth: none
Authorization: header missing
authentication timed out (15 s)
auth error E/4031
bearer missing
WWW-Authenticate: Digest
HTTP/2 421 Misdirected Request
[tls @ 0x7f00aa00] handshake failed
TLSv1.3 alert 40
curl: (56) Recv failure: Connection reset by peer
curl -I http://tv.example.org:8080 gives 403
ffmpeg version 6.1.1-3ubuntu5
libav error -1094995529
0x8004005 unspecified error
exit code 137
dmesg: out of memory: kill process 2231
Nvidia Shield 2019 Pro 9.2.0
AFTKA, Fire OS 7.6.6.9
SM-T500 Android 12
UE43RU7179UXZG
KD-65XH9077
55OLED805/12
GX-CT502J 4k
RTL: 50.1 dB, SNR 14.2
Astra 19.2E, 11493 H 22000
TP 12188 H 27500 3/4
Bundesliga 1 FHD 50fps
PL: TVN24 HD
IT | Rai 1 HEVC
beIN Sports MAX 4 HD
24/7 Simpsons
UFC 310 PPV 02:00
vod 20391 no audio
movie id 88213 is 404
series/1204 returns 500
2026-11-25 22:41:09.113 [main] WARN Playlist - 0 of 1203 entries
2 of 3 connections used
Ping 18 ms, jitter 4 ms, loss 0.2 %
traceroute 7 hops, last 203.0.113.77
203.0.113.77:25461 timed out
[2001:db8::42]:8080 refused
port 2095 open, 2096 closed
Passwort vergessen, was tun?
Passwort läuft jeden Monat ab
Passwort enthält ein Sonderzeichen
Passwort: siehe Mail
das Passwort wurde zurückgesetzt
Benutzer kann sich nicht anmelden
Benutzername groß oder klein?
Zugangsdaten stimmen laut Anbieter
contraseña caducó la semana pasada
la contraseña tiene una ñ
usuario: no responde
usuario suspendido por impago
mi clave venció
mot de passe trop court
mot de passe expiré hier
utilisateur : introuvable
mon identifiant a disparu
senha expirou ontem
a senha tem espaço no fim
usuário não encontrado no painel
password scaduta da ieri
la password contiene un trattino
utente: non trovato
şifre süresi dolmuş
şifremi hatırlamıyorum
kullanıcı: bulunamadı
пароль слетел после обновления
пароль просрочен
логин занят
hasło wygasło w piątek
hasło zawiera spację
użytkownik zablokowany
wachtwoord verlopen sinds maandag
wachtwoord bevat een spatie
gebruiker bestaat niet
lösenordet har gått ut
användaren finns inte
adgangskoden er udløbet
passordet er utløpt
salasana vanhentunut
käyttäjä estetty
heslo vypršelo včera
uživatel zablokován
parola a expirat ieri
utilizator blocat
jelszó lejárt tegnap
felhasználó letiltva
κωδικός έληξε χθες
χρήστης μπλοκαρισμένος
كلمة المرور انتهت
הסיסמה פגה אתמול
המשתמש חסום
رمز عبور منقضی شده
کاربر مسدود است
密码过期了
用户被封
账号在别处登录
パスワードの有効期限切れ
ユーザーが見つかりません
비밀번호가 만료되었습니다
사용자를 찾을 수 없음
mật khẩu hết hạn
người dùng bị khóa
kata sandi kedaluwarsa
pengguna diblokir
पासवर्ड काम नहीं कर रहा
उपयोगकर्ता ब्लॉक है
รหัสผ่านหมดอายุ
lozinka je istekla
korisnik blokiran
geslo je poteklo
паролата е изтекла
user pressed back and app closed
user, please check your cables
User error? No, the server is down
users say all German channels buffer
The user has been logged out due to inactivity
User already connected from another device
Login okay, channels not okay
login: success; channels: 0
login = ok
login attempt 3/5
login window pops up every hour
login worked yesterday, today not
login with Google possible?
login data were not changed
can't login on Xbox
no login possible since the server move
Who else has login trouble tonight?
pass/fail list attached
pass-through mode on the Fritzbox
pass 2 of 2 finished
the pass phrase "connection refused" appears
password or username incorrect - error 1001
password accepted but list empty
password correct? yes
password changes nothing
password: ••••
password ******** not accepted
password is hidden on screen
password never worked
password on the TV differs from the one on the phone
password, then OK, then nothing
password + username are correct
password/username swapped?
password should have 8 characters
password strength weak
password with or without capital letters?
the password is the one from the mail
the password is in the mail
the password is fine, tested on PC
the password is longer than allowed
my password is very long
my password is long and has symbols
my password is saved in the app
my password is not my problem
my password is the same on all devices
i think my password is wrong
i dont know my password
is my password case sensitive?
my username is correct
my username is the email
my username is not found
my username is missing a letter
username is fine, password too
username was accepted
username: required field
username: wrong
the username field is empty
my account is fine
my account is blocked
my account is still active until March
my account is on two TVs
my account is a trial
account: premium
account: active until 2027-03-14
my line is dead
line is busy
line: expired
my line is from March
the code is 403
the code is on the screen
the code is invalid
code is expired
my pin is not accepted
my pin is wrong
the pin is asked every time
pin is 4 digits
token is null
key is missing
the key is not valid
key: none
session id missing
session is over
mac is blocked
mac is not registered on the portal
serial is wrong
serial number is not on the box
Error 401: Unauthorized (user=null)
user=null password=null
username=&password=
get.php?username=&password=&type=m3u returns 401
http://tv.example.com:8080/get.php?username=****&password=****
http://tv.example.com:8080/live/****/****/12.ts
http://tv.example.com/hls/stream_12/playlist.m3u8
http://tv.example.com/index.php?page=login
https://tv.example.com/forgot-password
https://shop.example.com/order/10293
https://example.com/docs/api/authentication
https://github.com/example/player/releases/tag/v2.1.0
http://tv.example.com/live/channel/12.ts
http://tv.example.com:8080/player_api.php
EPG source http://epg.example.com/de/guide.xml
ERROR: 403 Forbidden (tv.example.com)
W/System.err: java.io.IOException: unexpected end of stream on http://tv.example.com:8080/...
E/AndroidRuntime: FATAL EXCEPTION: main Process: com.example.iptv, PID: 4211
at okhttp3.internal.connection.RealConnection.connectSocket(RealConnection.java:247)
D/AudioTrack: stop(1043): called with 93440 frames delivered
I/ExoPlayerImpl: Init 8c1f2a3 [ExoPlayerLib/2.19.1] [sabrina, Chromecast, Google, 31]
MediaCodec error -2147479551
SIGSEGV at 0x00000000deadbeef
uuid 550e8400-e29b-41d4-a716-446655440000
etag W/"33a64df551425fcc55e4d42a148795d9f25f89d4"
x-request-id: 9f1c2b3a4d5e
nonce 4f3a2b1c
thread-17 locked <0x0b9c2a31>
firmware 2.20.05-pub-R5
TiviMate Premium 4.7.0, Android TV 11, Mi Box 4
Tizen 6.0 / TCL 55C715 / Fire TV Cube 3rd gen
DE ★ RTL HD RAW
US| HBO MAX 4K ᵁᴴᴰ
ESPN+ 12 | UFC Fight Night
## SPORTS ##
Kanal 5 hat kein Bild
canal 24 horas no va
la chaîne 13 ne marche pas
il canale 8 va a scatti
канал 5 не показывает
القناة 5 لا تعمل
5 numaralı kanal açılmıyor
ik heb 2 tv's en 1 abonnement
20:15 Film startet nicht
Sa 21:45 Boxen PPV 19,99
since 3 am GMT+1
from 18h to 22h it buffers
2 GB RAM, 16 GB storage, 5 GHz
H.265 10bit 2160p50
MTU 1492, DNS 9.9.9.9
-67 dBm, channel 44
line: Wonderland Bollywood
wrong password, I use Smarters4
wrong password on two boxes, I use Firestick
password wrong, it is always the same
My password manager says the site is unsafe
My login expires in two days
My login shows "account disabled"
login via QR code works
login on the website is fine, in the app not
Login credentials for what exactly?
After login the list is empty
Before login it shows an ad
since the login screen changed I can't enter anything
the password prompt keeps coming back
they changed the panel, password remains
password reset -> no mail
password: not set
password: your provider's
password is optional in this app?
passwords are stored in plain text?
password fields are swapped in the form
Enter password to continue
Password required for channel 8
Parental password asked on every adult channel
Wrong PIN or password. Try again
username & password correct, server down?
username with a dot at the end?
username starts with a number
user account control
user count exceeded
user group moved
user report: stutters at 20:15
user feedback: all fine
pass me your opinion
passes the test on VLC
tested with pass-through and without
account sharing not allowed
account merged with the old one
accounts: two
line activated yesterday
lines are down across Europe
Key Error: 'user_info'
KeyError: 'password'
TypeError: Cannot read properties of undefined (reading 'username')
NullPointerException: username
Validation failed: password can't be blank
"password":null
"username":"","password":""
password=none
set PASSWORD in .env
the token you sent is too short
token limit exceeded
csrf token mismatch
Bearer authentication required
serial console output
serial no longer supported
activation email never arrived
activation: pending approval
device code flow
Code 10 means no signal
code signing failed
country code DE
pin header on the board
pin the app to the home screen
mac and cheese
MAC randomisation is on
macOS Sonoma
signature invalid
session timed out after 3600 s
cookies disabled
auth server unreachable, retry in 30
Passwort-Manager füllt falsch aus
Passwort wird abgelehnt, seit ich das Gerät getauscht habe
Passwort: mindestens 8 Zeichen
Benutzername: Pflichtfeld
Login hängt bei 90 %
contraseña de 8 caracteres mínimo
contraseña: obligatoria
el usuario dice que va lento
mot de passe : 8 caractères minimum
le mot de passe contient un accent
utilisateur connecté ailleurs
senha: mínimo 6 dígitos
a senha mudou sozinha
password: almeno 8 caratteri
l'utente segnala un blocco
şifre: en az 8 karakter
kullanıcı 2 cihazdan bağlı
пароль: минимум 8 символов
пользователь сообщает, что нет звука
hasło: minimum 8 znaków
wachtwoord: minimaal 8 tekens
lösenord: minst 8 tecken
adgangskode: mindst 8 tegn
heslo: alespoň 8 znaků
كلمة المرور: 8 أحرف على الأقل
密码：至少8位
パスワード：8文字以上
비밀번호: 8자 이상
Since Monday my login fails on the Firestick only
login: invalid, password: invalid
user keeps getting "too many connections"
user name and password typed exactly as in the mail
password typed correctly, still 401
password was reset by support yesterday
is there a default password for this app?
what happens if I share my password?
my son changed the password of the wifi
wifi password is not the problem
pass the hdmi cable behind the TV
I passed the link to the app
account suspended: payment missing
your account has been disabled
the account page says active
my account number is not on the invoice
PIN for adults not accepted
pin entry screen freezes
activation page loads forever
device key changed after update
mac address changed by itself
serial number field is greyed out
token refresh loop, status 403
auth server down?
bearer realm="tv"
HTTP/1.1 401 Unauthorized WWW-Authenticate: Basic
403 Forbidden nginx/1.24.0
error 1004 in IBO player
12:31:07 E/Player: source error 403
channel 202 to 230 black
EPG wrong by 2 h since 25.10.
TiviMate 5.0.5 on Shield Pro 2019
Smart IPTV on Samsung TU8079
ping 22 ms, 94 Mbit/s down
http://tv.example.org:8080 times out
http://tv.example.org:8080/c/ says STB blocked
https://help.example.org/login-problems
m3u link without user and password?
Benutzer oder Passwort falsch, steht da
Passwort nie geändert, trotzdem Fehler
Login klappt nur im WLAN
la contraseña no es válida
usuario ya en uso
mot de passe refusé par le serveur
identifiants corrects mais rien
senha certa, usuário certo
la password è giusta
utente già connesso
пароль верный, логин тоже
كلمة المرور صحيحة
hasło poprawne, login też
wachtwoord is goed
lösenordet är rätt
heslo je správně
parola este corectă
密码正确
パスワードは正しい
비밀번호는 맞아요
"""
_ESCAPED = re.compile(r"\\u([0-9a-f]{4})")


def lines(block: str) -> list[str]:
    wanted = [line.replace("\\n", "\n").replace("\\t", "\t") for line in block.strip("\n").split("\n")]
    return [_ESCAPED.sub(lambda match: chr(int(match[1], base=16)), line) for line in wanted]


def comes_out(clean: str, secret: str) -> bool:
    """Whether a secret, or a longer word of it, stands in what should be clean."""
    pieces = [secret, *(piece for piece in secret.split() if len(piece) > 3)]
    return any(
        re.search(rf"(?<!\w){re.escape(piece)}(?!\w)" if len(piece) < 4 else re.escape(piece), clean)
        for piece in pieces
    )


@each("line", lines(PLANTED))
def test_no_secret_comes_out(line: str) -> None:
    clean = redact(re.sub("[⟦⟧]", "", line))
    assert [secret for secret in re.findall("⟦(.*?)⟧", line) if comes_out(clean, secret)] == []
    assert redact(clean) == clean
    told = re.sub("⟦.*?⟧", "", line)
    assert [code for code in re.findall(r"\b[45]\d\d\b", told) if code not in clean] == []


@each("text", lines(CLEAN))
def test_a_report_stays(text: str) -> None:
    found = examine(text)
    assert (found.text, found.held) == (text, False)
