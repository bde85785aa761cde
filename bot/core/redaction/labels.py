"""Labels: the words, in nine languages and some more, behind which people write their logins.

Written as people write them; folded once (no accents, lower case), because texts are folded too. The spaces in a label
stand for any of blank, underscore, dash, dot and apostrophe.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.core.redaction.spans import Kind
from bot.core.redaction.views import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

_WRITTEN: Final[Mapping[Kind, str]] = {
    Kind.PASSWORD: """
        password|passwords|passwort|passwörter|pass|pw|pwd|psw|pswd|passwd|passwrd|passwor|passwod|pasword|passord
        |paswoord|paswd|passw|passwrod|passowrd|passwordd|passworld|pass word|pass wort|passphrase|passcode|pass code
        |kennwort|contraseña|contraseñas|contrasenya|contrasenia|contraceña|clave|clave de acceso|pass key
        |mot de passe|mots de passe|mdp|motdepasse|mot passe|senha|senhas|palavra passe|palavra chave
        |parola d'ordine|parola chiave|chiave di accesso|chiave wifi|clave wifi|codice di accesso
        |şifre|şifrem|şifresi|şifreniz|şifremiz|şifreyi|şifremi|parola|parolam|parolası|parolanız|parolayı|parolamı
        |пароль|пароля|паролем|пароли|пароль к|пасс|пасворд|пассворд|пассворт|парол|кодовое слово
        |كلمة المرور|كلمة مرور|كلمة السر|كلمة سر|كلمة مروري|كلمة سري|كلمه سري|الرقم السري|رقم سري|رمز المرور|رمز الدخول
        |باسورد|الباسورد|باسوورد|الباسوورد|باس وورد|الباس وورد|الباس|باس
        |wachtwoord|hasło|lösenord|heslo|parolă|adgangskode|salasana|jelszo|lozinka
        |wifi key|wi fi key|wlan key|wlan schlüssel|netzwerkschlüssel|network key|wpa key|wifi pin|clé wifi
        |clé wi fi|ключ wifi|ключ wi fi|kablosuz anahtarı
    """,
    Kind.USER: """
        username|usernames|user|usr|uname|usrname|usrnam|usename|usernam|usernme|usermane|userame|user name|user id|userid
        |user login|login name|login id|loginname|loginid|account name|account id|account number|customer id|client id
        |customer number|kundennummer|subscriber id|nickname|screen name|sign in name
        |usuario|usuarios|nombre de usuario|nombre usuario|usuário|nome de usuário|nome do usuário|nome de utilizador
        |utilizador|usu|utilisateur|utilisatrice|nom d'utilisateur|nom utilisateur|nom de l'utilisateur|identifiant
        |nom d'usager|usager|benutzer|benutzername|benutzernamen|benutzerkennung|benutzer id|nutzer|nutzername|anmeldename
        |kennung|zugangsname|anwender|anwendername|utente|nome utente|nomeutente|id utente
        |kullanıcı|kullanıcı adı|kullanıcı adım|kullanıcı adınız|kullanıcı ismi|kullanıcı|kullanıcıadı|kullanıcı id|k adı
        |пользователь|имя пользователя|имени пользователя|именем пользователя|имя юзера|юзер|юзернейм|учётная запись
        |اسم المستخدم|اسم مستخدم|اسم مستخدمي|المستخدم|مستخدم|يوزر|اليوزر|يوزرنيم|يوزر نيم|اسم الحساب|اسم الدخول
        |gebruikersnaam|gebruiker|użytkownik|nazwa użytkownika|användarnamn|brukernavn|utilizator|nume utilizator
    """,
    Kind.LOGIN: """
        login|logins|log in|логин|логина|логином|логін|اللوجن|لوجن
    """,
    Kind.PAIR: """
        credentials|credential|creds|login details|login data|login info|login information|access details|access data
        |account details|account info|user details|zugangsdaten|anmeldedaten|logindaten|login daten|benutzerdaten
        |identifiants|codes d'accès|données de connexion|credenciales|datos de acceso|datos de la cuenta|datos
        |dados de acesso|dados de login|dados|credenciais|credenziali|dati di accesso|dati
        |giriş bilgileri|giriş bilgilerim|hesap bilgileri|hesap bilgilerim
        |учётные данные|данные для входа|данные доступа|доступы|بيانات الدخول|بيانات الحساب|بيانات تسجيل الدخول
        |xtream login|accesos
    """,
    Kind.MAC: """
        mac|mac address|mac adress|macaddress|mac addr|macaddr|mac id|dirección mac|adresse mac|mac adresse|mac adres
        |mac adresi|endereço mac|indirizzo mac|mac адрес|мак адрес|мак|stb mac|عنوان الماك|عنوان ماك|ماك|الماك|ماك ادرس
        |ethernet address|hardware address|wifi mac|lan mac|bssid
    """,
    Kind.SERIAL: """
        sn|s n|serial|serial no|serial nr|serial number|serialnumber|serial num|número de serie|numero serie|n serie
        |nº de serie|número de série|n de série|numéro de série|numéro série|num série|seriennummer|seriennr|serien nr
        |numero di serie|numero seriale|seriale|matricola|seri no|seri numarası|seri numaram|серийный номер|серийник
        |серийного номера|номер серии|الرقم التسلسلي|رقم تسلسلي|السيريال|سيريال|رقم السيريال
        |device id|deviceid|device id2|device key|devicekey|device code|device uid|geräte id|gerätekennung|geräteschlüssel
        |id del dispositivo|id de dispositivo|id do dispositivo|id dispositivo|id de l'appareil|id appareil
        |identifiant de l'appareil|cihaz kimliği|cihaz id|cihaz anahtarı|id устройства|ключ устройства|идентификатор устройства
        |معرف الجهاز|رقم الجهاز|مفتاح الجهاز|signature|firma del dispositivo|hw id|hwid|hardware id|imei|udid|android id
        |chave do dispositivo|clave del dispositivo|clé de l'appareil|chiave dispositivo|box id|receiver id|smartcard
    """,
    Kind.TOKEN: """
        token|api key|apikey|secret|secret key|client secret|access key|private key|auth key|auth token|access token
        |refresh token|bot token|bearer|api token|api secret|api hash|license key|licence key|lizenzschlüssel|encryption key
        |stalker key|jeton|токен|ключ api|апи ключ|توكن|التوكن|مفتاح api|clave api|clé api|chave api|chiave api|api anahtarı
        |session id|sessionid|session key|phpsessid|jsessionid|sid|csrf token|xsrf token|hmac|authorization code
    """,
    Kind.KEY: """
        key|schlüssel|ключ|anahtar|مفتاح|clé|chave|chiave|session|sig|auth|sesión|sitzung
        |account|cuenta|compte|conta|konto|hesap|аккаунт|акк|учётка|الحساب|حساب
    """,
    Kind.CODE: """
        pin|pin code|pincode|pin kodu|código pin|code pin|пин|пин код|activation code|activation key|activation|access code|verification code|security code|unlock code|login code
        |confirmation code|recovery code|backup code|reset code|one time code|auth code|sms code|otp|otp code|2fa code
        |voucher|voucher code|coupon|coupon code|gift code|playlist key|pairing code|subscription code|parental code
        |parental pin|cvv|cvc|registration code|renewal code|active code|activecode|code active|xtream code|iptv code
        |código de activación|codigo activacion|código de acceso|código de verificación|código de seguridad|cupón
        |código de ativação|código de acesso|código de verificação|código de segurança|cupom
        |code d'activation|code activation|code d'accès|code de vérification|code de sécurité|code de confirmation
        |aktivierungscode|aktivierungsschlüssel|aktivierungskode|freischaltcode|zugangscode|sicherheitscode
        |bestätigungscode|gutscheincode|codice di attivazione|codice attivazione|codice d'attivazione|codice di verifica
        |codice di sicurezza|aktivasyon kodu|aktivasyon kodum|etkinleştirme kodu|doğrulama kodu|erişim kodu|güvenlik kodu
        |код активации|код доступа|код подтверждения|промокод|ваучер
        |رمز التفعيل|كود التفعيل|رمز تفعيل|كود تفعيل|رمز التحقق|كود الاشتراك|كود الدخول|رقم التفعيل
    """,
}
# Letters and faces that are labels only beside their other half: "u: x p: y", "👤 x 🔑 y", "name: x, password: y".
_PARTNERS: Final[Mapping[Kind, str]] = {
    Kind.USER: "u|l|n|name|nombre|nom|nome|ad|isim|имя|الاسم|id|us|un|у|л|👤|👥|🧑|👨|👩|🙍|🆔",
    Kind.PASSWORD: "p|ps|pa|passe|п|key|clé|🔑|🔐|🗝|🔒|🔓",
}
# What stands at the end of compounds: WLAN-Passwort, iptvpassword, accessToken.
_ENDINGS: Final = (
    (Kind.PASSWORD, ("password", "passwort", "kennwort", "passwd", "userpass", "passphrase")),
    (Kind.USER, ("username", "benutzername")),
    (Kind.TOKEN, ("token", "apikey", "secret", "secretkey")),
    (Kind.MAC, ("macaddress",)),
)
# "user agent", "password manager", "user_info": the next word makes it another thing.
_NOT_BEFORE: Final = frozenset(
    fold(word)
    for word in """agent agents interface info guide manual experience friendly group groups list lists role roles type
    level limit count settings setting prompt page screen window dialog form field button box tab menu option protected
    manager reset policy length hash hashes free based defined generated space mode style status state rate
    port data_source filter word words through thru by auth0 agente header headers""".split()
)
_WORD: Final = re.compile(r"[^\W_]+|[👤👥🧑👨👩🙍🆔🔑🔐🗝🔒🔓]")
_GLUE: Final = re.compile(r"[ _'./-]{0,2}")
_DIGITS: Final = "0123456789"
_MAX_WORDS: Final = 4


def _table(written: Mapping[Kind, str]) -> dict[tuple[str, ...], Kind]:
    return {tuple(_WORD.findall(fold(label))): kind for kind, labels in written.items() for label in labels.split("|")}


_LABELS: Final = _table(_WRITTEN)
_SHORT: Final = _table(_PARTNERS)
_FIRST: Final = frozenset(words[0] for words in _LABELS)


@dataclass(frozen=True, slots=True)
class Label:
    """A label in a text; `short` ones count only beside their other half."""

    start: int
    end: int
    kind: Kind
    short: bool = False


def find_labels(low: str) -> list[Label]:
    """All labels in a folded text, from left to right, the longest where two begin at one place."""
    words = [match.span() for match in _WORD.finditer(low)]
    found: list[Label] = []
    index = 0
    while index < len(words):
        count, kind, short = _label_at(low, words, index)
        if kind is not None:
            end = words[index + count - 1][1]
            label = Label(_beginning(low[words[index][0] : end], words[index][0]), end, kind, short)
            if not (_part(low, label) or _other_thing(low, words, index + count)):
                found.append(label)
        index += count
    return found


def kind_of(key: str) -> Kind | None:
    """What a lone folded key names: "username", "iptv_pass", "pasword2"; None if nothing secret."""
    words = [match.span() for match in _WORD.finditer(key)]
    for index in range(max(0, len(words) - _MAX_WORDS), len(words)):
        count, kind, _ = _label_at(key, words, index)
        if kind is not None and index + count == len(words):
            return kind
    return _misspelt(key)


def _label_at(low: str, words: list[tuple[int, int]], index: int) -> tuple[int, Kind | None, bool]:
    start, end = words[index]
    first = low[start:end]
    if first not in _FIRST and first[0] in "وبلف" and len(first) > 3:  # noqa: PLR2004 -- Arabic writes "and" onto the word
        first = first[1:]
    if first in _FIRST:
        for count in range(min(_MAX_WORDS, len(words) - index), 0, -1):
            rest = words[index + 1 : index + count]
            kind = _LABELS.get((first, *(low[a:b] for a, b in rest)))
            if kind is not None and _glued(low, words[index : index + count]):
                return count, kind, False
    kind = _ending(first)
    if kind is not None:
        return 1, kind, False
    if first.rstrip(_DIGITS) != first and low[end : end + 3].lstrip(" \"'")[:1] in {":", "="}:
        first = first.rstrip(_DIGITS)
        return 1, _LABELS.get((first,)) or _misspelt(first), False
    short = _SHORT.get((first,))
    return 1, short or (_misspelt(first) if low[end : end + 2].lstrip()[:1] in {":", "="} else None), short is not None


def _beginning(word: str, start: int) -> int:
    """Where a compound's label begins: what is glued in front may be a value ("User:xPassword:y")."""
    for _, endings in _ENDINGS:
        for ending in endings:
            if word.endswith(ending) and word not in _FIRST and word.isalnum():
                return start + len(word) - len(ending)
    return start


def _ending(word: str) -> Kind | None:
    return next((kind for kind, endings in _ENDINGS if word.endswith(endings)), None)


def _glued(low: str, spans: list[tuple[int, int]]) -> bool:
    return all(_GLUE.fullmatch(low, before[1], after[0]) for before, after in zip(spans, spans[1:], strict=False))


def _part(low: str, label: Label) -> bool:
    """Whether the label is the last half of a name: `keys/1.key`, `EXT-X-KEY`; but `xtream.password=` is a setting."""
    before = low[max(0, label.start - 2) : label.start]
    if before[-1:] == "-":
        return label.kind is Kind.KEY
    announced = low[label.end : label.end + 3].lstrip(" \"'")[:1] in {":", "="}
    return before[-1:] == "." and before[0].isalnum() and not announced


def _other_thing(low: str, words: list[tuple[int, int]], index: int) -> bool:
    """Whether the label is only the first half of a name: `user_info`, `user agent`, `login.php`."""
    end = words[index - 1][1]
    if index == len(words):
        return False
    start, stop = words[index]
    between = low[end:start]
    if between == "_" or (between == "." and stop - start > 1 and low[stop : stop + 1] not in {":", "="}):
        return True
    attribute = between == " " and low[stop : stop + 2] in {'="', "='"}  # <password type="string">
    return between in {" ", "-"} and low[start:stop] in _NOT_BEFORE and not attribute


def _misspelt(word: str) -> Kind | None:
    """`usrname`, `passwrod`: one slip from the word itself."""
    for kind, right in ((Kind.PASSWORD, "password"), (Kind.USER, "username")):
        if abs(len(word) - len(right)) <= 1 and word[:1] == right[0] and _one_slip(word, right):
            return kind
    return None


def _one_slip(word: str, right: str) -> bool:
    """One letter more, less or other, or two swapped."""
    head = 0
    while head < min(len(word), len(right)) and word[head] == right[head]:
        head += 1
    word, right = word[head:], right[head:]
    if word[1:] == right[1:] or word[1:] == right or word == right[1:]:
        return True
    return word[:2] == right[1::-1] and word[2:] == right[2:]
