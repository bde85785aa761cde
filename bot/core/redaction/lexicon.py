# ruff: noqa: RUF001 -- words of nine languages hold letters that look like other letters
"""The words, in nine languages and some more, behind which people write their logins.

Written as people write them; they are folded once (no accents, lower case), because texts are folded too. The spaces in
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
        |passord|paswoord|paswd|passw|passwrod|passowrd|passwordd|passworld|pass word|pass wort|passphrase
        |passcode|pass code|kennwort|contraseña|contraseñas|contrasenya|contrasenia|contraceña|clave
        |clave de acceso|pass key|mot de passe|mots de passe|mdp|motdepasse|mot passe|senha|senhas|palavra passe
        |palavra chave|parola d'ordine|parola chiave|chiave di accesso|chiave wifi|clave wifi|codice di accesso
        |şifre|şifrem|şifresi|şifreniz|şifremiz|şifreyi|şifremi|parola|parolam|parolası|parolanız|parolayı
        |parolamı|пароль|пароля|паролем|пароли|пароль к|пасс|пасворд|пассворд|пассворт|парол|кодовое слово
        |كلمة المرور|كلمة مرور|كلمة السر|كلمة سر|كلمة مروري|كلمة سري|كلمه سري|الرقم السري|رقم سري|رمز المرور
        |رمز الدخول|باسورد|الباسورد|باسوورد|الباسوورد|باس وورد|الباس وورد|الباس|باس|wachtwoord|hasło|lösenord
        |heslo|parolă|adgangskode|salasana|jelszo|lozinka|wifi key|wi fi key|wlan key|wlan schlüssel
        |netzwerkschlüssel|network key|wpa key|wifi pin|clé wifi|clé wi fi|ключ wifi|ключ wi fi
        |kablosuz anahtarı
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
        |użytkownik|nazwa użytkownika|användarnamn|brukernavn|utilizator|nume utilizator
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
        |данные доступа|доступы|بيانات الدخول|بيانات الحساب|بيانات تسجيل الدخول|xtream login|accesos
    """,
    Kind.MAC: """
        mac|mac address|mac adress|macaddress|mac addr|macaddr|mac id|dirección mac|adresse mac|mac adresse
        |mac adres|mac adresi|endereço mac|indirizzo mac|mac адрес|мак адрес|мак|stb mac|عنوان الماك|عنوان ماك
        |ماك|الماك|ماك ادرس|ethernet address|hardware address|wifi mac|lan mac|bssid
    """,
    Kind.SERIAL: """
        sn|s n|serial|serial no|serial nr|serial number|serialnumber|serial num|número de serie|numero serie
        |n serie|nº de serie|número de série|n de série|numéro de série|numéro série|num série|seriennummer
        |seriennr|serien nr|numero di serie|numero seriale|seriale|matricola|seri no|seri numarası|seri numaram
        |серийный номер|серийник|серийного номера|номер серии|الرقم التسلسلي|رقم تسلسلي|السيريال|سيريال
        |رقم السيريال|device id|deviceid|device id2|device key|devicekey|device code|device uid|geräte id
        |gerätekennung|geräteschlüssel|id del dispositivo|id de dispositivo|id do dispositivo|id dispositivo
        |id de l'appareil|id appareil|identifiant de l'appareil|cihaz kimliği|cihaz id|cihaz anahtarı
        |id устройства|ключ устройства|идентификатор устройства|معرف الجهاز|رقم الجهاز|مفتاح الجهاز|signature
        |firma del dispositivo|hw id|hwid|hardware id|imei|udid|android id|chave do dispositivo
        |clave del dispositivo|clé de l'appareil|chiave dispositivo|box id|receiver id|smartcard
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
        |cvc|registration code|renewal code|active code|activecode|code active|xtream code|iptv code
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
    Kind.USER: "u|l|n|name|nombre|nom|nome|ad|isim|имя|الاسم|id|us|un|у|л|👤|👥|🧑|👨|👩|🙍|🆔",
    Kind.PASSWORD: "p|ps|pa|passe|п|key|clé|🔑|🔐|🗝|🔒|🔓",
}
# What stands at the end of compounds: WLAN-Passwort, iptvpassword, accessToken.
ENDINGS: Final = (
    (Kind.PASSWORD, ("password", "passwort", "kennwort", "passwd", "userpass", "passphrase")),
    (Kind.USER, ("username", "benutzername")),
    (Kind.TOKEN, ("token", "apikey", "secret", "secretkey")),
    (Kind.MAC, ("macaddress",)),
)
