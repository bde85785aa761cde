# ruff: noqa: RUF001 -- words of nine languages hold letters that look like other letters
"""The words, in nine languages and some more, behind which people write their logins.

Written as people write them; they are folded once (no accents, lower case), because texts are folded too. The spaces i
n
a label stand for any of blank, underscore, dash, dot, slash and apostrophe, or for nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.redaction.spans import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

WRITTEN: Final[Mapping[Kind, str]] = {
    Kind.PASSWORD: """
        password|passwords|passwort|passwörter|pass|pw|pwd|psw|pswd|passwd|passwrd|passwor|passwod|pasword
        |passord|paswoord|paswd|passw|passwrod|passowrd|passwordd|passworld|pass word|pass wort|passphrase|pass phrase
        |passcode|pass code|kennwort|contraseña|contraseñas|contrasenya|contrasenia|contraceña|clave
        |clave de acceso|pass key|mot de passe|mots de passe|mdp|motdepasse|mot passe|senha|senhas|palavra passe
        |palavra chave|parola d'ordine|parola chiave|chiave di accesso|chiave wifi|clave wifi|codice di accesso
        |şifre|şifrem|şifresi|şifreniz|şifremiz|şifreyi|şifremi|parola|parolam|parolası|parolanız|parolayı
        |parolamı|пароль|пароля|паролем|пароли|пароль к|пасс|пасворд|пассворд|пассворт|парол|кодовое слово
        |كلمة المرور|كلمة مرور|كلمة السر|كلمة سر|كلمة مروري|كلمة سري|كلمه سري|الرقم السري|رقم سري|رمز المرور
        |رمز الدخول|باسورد|الباسورد|باسوورد|الباسوورد|باس وورد|الباس وورد|الباس|باس|wachtwoord|hasło|lösenord
        |heslo|parolă|adgangskode|salasana|jelszo|lozinka|wifi key|wi fi key|wlan key|wlan schlüssel
        |netzwerkschlüssel|network key|wpa key|wifi pin|clé wifi|clé wi fi|ключ wifi|ключ wi fi
        |kablosuz anahtarı|identified by|contrasinal|mot de pass|lozinku|sifra|šifra|slaptažodis|parool
        |aðgangsorð|fjalëkalimi|fjalekalimi|pasahitza|kata sandi|kata laluan|mật khẩu|mat khau|ww|wachtwoorden|hasła
        |hasłem|hasłu|lösen|kod dostępu|parolei|heslem|hesla|jelszava|jelszavam|лозинка|шифра|парола|пароля|паролі
        |κωδικός|κωδικος|κωδικό|κωδικοί|συνθηματικό|κωδικός πρόσβασης|סיסמה|סיסמא|הסיסמה|הסיסמא|סיסמתי|ססמה|הססמה
        |رمز عبور|گذرواژه|کلمه عبور|پسورد|رمز ورود|رمز من|پسوورد|پاسورد|کلمه رمز|पासवर्ड|कूटशब्द
        |รหัสผ่าน|พาสเวิร์ด|密码|密碼|口令|登录密码|登錄密碼|登入密碼|パスワード|パスコード|暗証番号|パス|비밀번호|비번
        |passwordnya|passwordku|sandinya|passwordum|passwordüm|passwordim|passwordu|pword|p w|psswd|passord|passordet
        |lösenordet|adgangskoden|kodeord|kodeordet|salasanani|salasanan
        |tunnussana|toegangscode|geslo|gesla|sandi|kata kunci|mật mã|nenosiri|паролик|संकेतशब्द|পাসওয়ার্ড|கடவுச்சொல்
        |پاس ورڈ
        |رمزم|رمزي|رمز عبورم|پسوردم|รหัสผ่านของฉันคือ|รหัสผ่านคือ|รหัสคือ|รหัส|parola wifi|jelszót|heslom
        |패스워드|암호|parolasi|пароли|құпия сөз|գաղտնաբառ|პაროლი
    """,
    Kind.USER: """
        username|usernames|user|usr|uname|usrname|usrnam|usename|usernam|usernme|usermane|userame|user name
        |user id|userid|user login|login name|login id|loginname|loginid|account name|account id|account number
        |customer id|client id|customer number|kundennummer|subscriber id|nickname|screen name|sign in name
        |usuario|usuarios|nombre de usuario|nombre usuario|usuário|nome de usuário|nome do usuário
        |nome de utilizador|utilizador|usu|utilisateur|utilisatrice|nom d'utilisateur|nom utilisateur
        |nom de l'utilisateur|identifiant|nom d'usager|usager|benutzer|benutzername|benutzernamen
        |benutzerkennung|benutzer id|nutzer|nutzername|anmeldename|kennung|zugangsname|anwender|anwendername
        |utente|nome utente|nomeutente|id utente|kullanıcı|kullanıcı adı|kullanıcı adım|kullanıcı adınız
        |kullanıcı ismi|kullanıcı|kullanıcıadı|kullanıcı id|k adı|пользователь|имя пользователя
        |имени пользователя|именем пользователя|имя юзера|юзер|юзернейм|учётная запись|اسم المستخدم|اسم مستخدم
        |اسم مستخدمي|المستخدم|مستخدم|يوزر|اليوزر|يوزرنيم|يوزر نيم|اسم الحساب|اسم الدخول|gebruikersnaam|gebruiker
        |użytkownik|nazwa użytkownika|användarnamn|brukernavn|utilizator|nume utilizator|nume de utilizator
        |utilizatorul|użytkownika|gebruikersnamen|gebruikers id|uživatel|uživatelské jméno|jméno uživatele|používateľ
        |používateľské meno|felhasználó|felhasználónév|felhasználói név|käyttäjä|käyttäjätunnus|käyttäjänimi
        |användare|bruger|brugernavn|bruker|korisnik|korisničko ime|korisnicko ime|uporabnik|uporabniško ime
        |përdoruesi|nama pengguna|pengguna|tên đăng nhập|ten dang nhap|tài khoản|tai khoan|tên người dùng
        |потребител|потребителско име|корисник|корисничко име|користувач|ім'я користувача|імʼя користувача
        |імя користувача|юзера|όνομα χρήστη|χρήστης|χρήστη|שם משתמש|שם המשתמש|משתמש|המשתמש
        |نام کاربری|کاربری|یوزرنیم|یوزر|شناسه کاربری|उपयोगकर्ता|उपयोगकर्ता नाम|यूजरनेम|यूज़रनेम|यूजर|ชื่อผู้ใช้|ผู้ใช้
        |ยูสเซอร์|用户名|用戶名|使用者名稱|用户|用戶|账号|帐号|賬號|帳號|账户|帳戶|登录名|登入名|ユーザー名|ユーザ名
        |ユーザーネーム|ユーザーid|ユーザid|ユーザー|ログインid|アカウント名
        |アカウント|아이디|사용자 이름|사용자이름|사용자명
        |사용자
        |유저네임|계정|brukernavnet|användarnamnet|brugernavnet|tunnus|tunnukseni|käyttäjätunnukseni
        |přihlašovací jméno|prihlasovacie meno|bejelentkezési név|felhasználóm|usernamenya|usernameku|usernamem|userul
        |user ul|nik|akun|id pengguna
        |tên tài khoản|jina la mtumiaji|যুজার নেম|ইউজার নেম|ইউজারনেম|ব্যবহারকারীর নাম|பயனர் பெயர்|یوزر نیم|صارف نام
        |ชื่อผู้ใช้งาน|ユーザid|inlognaam|loginnaam|kasutajanimi|vartotojo vardas|lietotājvārds|notandanafn
    """,
    Kind.LOGIN: """
        login|logins|log in|логин|логина|логином|логін|اللوجن|لوجن
    """,
    Kind.PAIR: """
        credentials|credential|creds|login details|login data|login info|login information|access details
        |access data|account details|account info|user details|zugangsdaten|anmeldedaten|logindaten|login daten
        |benutzerdaten|identifiants|codes d'accès|données de connexion|credenciales|datos de acceso
        |datos de la cuenta|datos|dados de acesso|dados de login|dados|credenciais|credenziali|dati di accesso
        |dati|giriş bilgileri|giriş bilgilerim|hesap bilgileri|hesap bilgilerim|учётные данные|данные для входа
        |данные доступа|доступы|بيانات الدخول|بيانات الحساب|بيانات تسجيل الدخول|xtream login|accesos|u/p|user pw
        |данные|мои данные|ваши данные|дані для входу|облікові дані|dane logowania|dane dostępowe|moje dane
        |inloggegevens
        |logingegevens|date de conectare|datele de logare|přihlašovací údaje|belépési adatok|inloggningsuppgifter
        |mes codes|vos codes|tes codes|codes iptv|mes accès|vos accès|deine daten|meine daten|ihre daten
        |i tuoi dati|i miei dati|os seus dados|seus dados|meus dados|mis datos|tus datos|sus datos|账号密码|帐号密码
        |賬號密碼|帳號密碼|登录信息|ログイン情報|로그인 정보|id pw|id pass
        |id password|xtream details|iptv details|line details
        |portal details|xtream data|iptv data
        |inlogdata|log in details|log in data|sign in details|tunnukset|innloggingsdetaljer|loginoplysninger
        |פרטי התחברות|اطلاعات ورود|اطلاعات حساب|στοιχεία σύνδεσης
        |στοιχεία εισόδου
    """,
    Kind.MAC: """
        mac|mac address|mac adress|macaddress|mac addr|macaddr|mac id|dirección mac|adresse mac|mac adresse
        |mac adres|mac adresi|endereço mac|indirizzo mac|mac адрес|мак адрес|мак|stb mac|عنوان الماك|عنوان ماك
        |ماك|الماك|ماك ادرس|mac地址|mac アドレス|mac 주소|macアドレス|mac주소|כתובת mac|مک آدرس|آدرس مک|διεύθυνση mac
        |ethernet address|hardware address|wifi mac|lan mac|bssid
    """,
    Kind.SERIAL: """
        sn|s n|ser nr|serial|serial no|serial nr|serial number|serialnumber|serial num|número de serie|numero serie
        |n serie|nº de serie|número de série|n de série|numéro de série|numéro série|num série|seriennummer
        |seriennr|serien nr|numero di serie|numero seriale|seriale|matricola|seri no|seri numarası|seri numaram
        |серийный номер|серийник|серийного номера|номер серии|الرقم التسلسلي|رقم تسلسلي|السيريال|سيريال
        |رقم السيريال|device id|deviceid|dev1|dev2|dev id|device id1|device id 1|device id 2|device id2|device key
        |devicekey|device
        code|device uid|geräte id
        |gerätekennung|geräteschlüssel|id del dispositivo|id de dispositivo|id do dispositivo|id dispositivo
        |id de l'appareil|id appareil|identifiant de l'appareil|cihaz kimliği|cihaz id|cihaz anahtarı
        |id устройства|ключ устройства|идентификатор устройства|معرف الجهاز|رقم الجهاز|مفتاح الجهاز|signature
        |firma del dispositivo|hw id|hwid|hardware id|imei|udid|android id|chave do dispositivo
        |clave del dispositivo|clé de l'appareil|chiave dispositivo|box id|receiver id|smartcard|serienummer
        |serijski broj|numer seryjny|sériové číslo
        |sorozatszám|număr de serie|numar de serie|sarjanumero|серійний номер|сериен номер|σειριακός αριθμός
        |מספר סידורי
        |شماره سریال|سریال|序列号|序列號|设备id|設備id|シリアル番号
        |シリアルナンバー|일련번호|시리얼 번호|시리얼
        |apparaat id
        |id urządzenia|id dispozitiv|id пристрою
    """,
    Kind.TOKEN: """
        token|api key|apikey|secret|secret key|client secret|access key|private key|auth key|auth token
        |access token|refresh token|bot token|bearer|api token|api secret|api hash|license key|licence key
        |lizenzschlüssel|encryption key|stalker key|jeton|токен|ключ api|апи ключ|توكن|التوكن|مفتاح api
        |clave api|clé api|chave api|chiave api|api anahtarı|session id|sessionid|session key|phpsessid
        |jsessionid|sid|csrf token|xsrf token|hmac|authorization code
    """,
    Kind.KEY: """
        key|schlüssel|ключ|anahtar|مفتاح|clé|chave|chiave|session|sig|auth|sesión|sitzung|account|cuenta|compte
        |conta|konto|hesap|аккаунт|акк|учётка|الحساب|حساب
    """,
    Kind.CODE: """
        pin|pin code|pincode|pin kodu|código pin|code pin|пин|пин код|activation code|activation key|activation
        |access code|verification code|security code|unlock code|login code|confirmation code|recovery code
        |backup code|reset code|one time code|auth code|sms code|otp|otp code|2fa code|voucher|voucher code
        |coupon|coupon code|gift code|playlist key|pairing code|subscription code|parental code|parental pin|cvv
        |cvc|registration code|renewal code|redeem code|redemption code|recharge code|topup code|active code
        |activecode|code active|xtream code|iptv code
        |código de activación|codigo activacion|código de acceso|código de verificación|código de seguridad
        |cupón|código de ativação|código de acesso|código de verificação|código de segurança|cupom
        |code d'activation|code activation|code d'accès|code de vérification|code de sécurité
        |code de confirmation|aktivierungscode|aktivierungsschlüssel|aktivierungskode|freischaltcode|zugangscode
        |sicherheitscode|bestätigungscode|gutscheincode|codice di attivazione|codice attivazione
        |codice d'attivazione|codice di verifica|codice di sicurezza|aktivasyon kodu|aktivasyon kodum
        |etkinleştirme kodu|doğrulama kodu|erişim kodu|güvenlik kodu|код активации|код доступа|код подтверждения
        |промокод|ваучер|رمز التفعيل|كود التفعيل|رمز تفعيل|كود تفعيل|رمز التحقق|كود الاشتراك|كود الدخول
        |رقم التفعيل
    """,
}
# Letters and faces that are labels only beside their other half: "u: x p: y", "👤 x 🔑 y", "name: x, password: y".
PARTNERS: Final[Mapping[Kind, str]] = {
    Kind.USER: "email|mail|correo|лог|line|linie|linea|ligne|linha|acc|acct|acct name|tk|un|u|l|n|name|nombre|nom"
    "|nome|ad|isim|имя|الاسم|id|us|у|л|👤|👥|🧑|👨|👩|🙍|🆔",
    Kind.PASSWORD: "p|ps|pa|passe|contra|пар|п|key|clé|mk|kode|koden|🔑|🔐|🗝|🔒|🔓",
}
# What stands at the end of compounds: WLAN-Passwort, iptvpassword, accessToken.
ENDINGS: Final = (
    (Kind.PASSWORD, ("password", "passwort", "kennwort", "passwd", "userpass", "passphrase")),
    (Kind.USER, ("username", "benutzername")),
    (Kind.TOKEN, ("token", "apikey", "secret", "secretkey")),
    (Kind.MAC, ("macaddress",)),
)
