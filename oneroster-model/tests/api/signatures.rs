//! Published signatures, and tokens.

use oneroster_model::api::{
    Secret,
    oauth1::{Consumer, SignatureMethod, Signed, UrlError},
    oauth2::{ClientAuth, Token, TokenError, TokenRequest},
};

fn sign(
    consumer: (&str, &str),
    method: SignatureMethod,
    request: Signed<'_>,
    nonce: &str,
    timestamp: u64,
) -> String {
    let secret = Secret::new(consumer.1);
    let consumer = Consumer { key: consumer.0, secret: &secret, method };
    let header = consumer.authorization(&request, nonce, timestamp).expect("valid");
    let (_, rest) = header.reveal().split_once("oauth_signature=\"").expect("a signature");
    let signature = rest.split('"').next().expect("there");
    signature.replace("%2B", "+").replace("%2F", "/").replace("%3D", "=")
}

const PRINTER: (&str, &str) = ("dpf43f3p2l4k3l03", "kd94hf93k423kf44");
const PHOTOS: &str = "http://photos.example.net/photos?file=vacation.jpg&size=original";

/// RFC 5849, section 1.2: the requests for a token and for a photo.
#[test]
fn the_examples_of_the_standard() {
    let method = SignatureMethod::HmacSha1;
    let secret = Secret::new("hdhd0244k9j7ao03");
    let request = Signed {
        method: "POST",
        token: Some(("hh5s93j4hdidpola", &secret)),
        extra: &[("oauth_verifier", "hfdp7dh39dks9884")],
        ..Signed::get("https://photos.example.net/token")
    };
    assert_eq!(
        sign(PRINTER, method, request, "walatlh", 137131201),
        "gKgrFCywp7rO0OXSjdot/IHF7IU="
    );
    let secret = Secret::new("pfkkdhi9sl3r4s00");
    let request = Signed { token: Some(("nnch734d00sl2jdk", &secret)), ..Signed::get(PHOTOS) };
    assert_eq!(sign(PRINTER, method, request, "chapoH", 137131202), "MdpQcU8iPSUjWoN/UDMsK2sui9I=");
}

/// RFC 5849, section 3.4.1, with every oddity of parameters; the signature is that of erratum 2550.
#[test]
fn the_odd_example_of_the_standard() {
    let token_secret = Secret::new("dh893hdasih9");
    let request = Signed {
        method: "post",
        form: &[("c2", ""), ("a3", "2 q")],
        token: Some(("kkk9d7dh3k39sjv7", &token_secret)),
        extra: &[("realm", "Example")],
        ..Signed::get("HTTP://EXAMPLE.com:80/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b#here")
    };
    let consumer = ("9djdj82h48djs9d2", "j49sk3j29djd");
    let signature = sign(consumer, SignatureMethod::HmacSha1, request, "7d8f3e4a", 137131201);
    assert_eq!(signature, "r6/TJjbCOr97/+UU0NsvSne7s5g=");
}

/// OAuth Core 1.0, appendix A.5, and the example that Twitter published.
#[test]
fn other_published_examples() {
    let method = SignatureMethod::HmacSha1;
    let secret = Secret::new("pfkkdhi9sl3r4s00");
    let request = Signed {
        token: Some(("nnch734d00sl2jdk", &secret)),
        extra: &[("oauth_version", "1.0")],
        ..Signed::get(PHOTOS)
    };
    let signature = sign(PRINTER, method, request, "kllo9940pd9333jh", 1191242096);
    assert_eq!(signature, "tR3+Ty81lMeYAr/Fid0kMTYa/WM=");

    let secret = Secret::new("LswwdoUaIvS8ltyTt5jkRh4J50vUPVVHtR2YPi5kE");
    let token = "370773112-GmHxMAgYyLbNEtIKZeRNFsMKPR9EyMZeS9weJAEb";
    let request = Signed {
        method: "POST",
        form: &[("status", "Hello Ladies + Gentlemen, a signed OAuth request!")],
        token: Some((token, &secret)),
        extra: &[("oauth_version", "1.0")],
        ..Signed::get("https://api.twitter.com/1.1/statuses/update.json?include_entities=true")
    };
    let consumer = ("xvz1evFS4wEEPTGEFPHBog", "kAcSOqF21Fu85e7zjz7ZN2U4ZRhfV3WpwPAoE3Z7kBw");
    let nonce = "kYjzVBB8Y0ZFabxSWbWovY3uYSQ2pTgmZeNu2VS4cg";
    assert_eq!(sign(consumer, method, request, nonce, 1318622958), "hCtSmYh+iHYCEqBWrE7C7hYmtUk=");
}

/// With SHA-256, as ClassLink's tools sign; the signature was worked out with another library.
#[test]
fn with_the_other_hash() {
    let url = "https://sis.example/ims/oneroster/v1p1/users?limit=10&offset=0\
               &filter=status%3D%27active%27";
    let method = SignatureMethod::HmacSha256;
    let signature = sign(("key", "sec ret/+"), method, Signed::get(url), "n-1", 1800000000);
    assert_eq!(signature, "LP9GMI2Vwz3g0rsv0fH+e0yDd0TV5b3dGKhwt8cA038=");
}

#[test]
fn a_header_in_full() {
    let secret = Secret::new("kd94hf93k423kf44");
    let consumer = Consumer { key: "a key", secret: &secret, method: SignatureMethod::HmacSha1 };
    let header =
        consumer.authorization(&Signed::get("https://sis.example"), "n\"", 7).expect("valid");
    let (before, _) = header.reveal().split_once("oauth_signature=").expect("there");
    assert_eq!(
        before,
        "OAuth oauth_consumer_key=\"a%20key\", oauth_nonce=\"n%22\", \
         oauth_signature_method=\"HMAC-SHA1\", oauth_timestamp=\"7\", "
    );
    // the same address, spelt otherwise
    let other = consumer.authorization(&Signed::get("HTTPS://SIS.EXAMPLE:443/"), "n\"", 7);
    assert_eq!(other.expect("there"), header);
    let port = consumer.authorization(&Signed::get("https://sis.example:8443/"), "n\"", 7);
    assert_ne!(port.expect("there"), header);
    for wrong in [
        "sis.example/users",
        "ftp://sis.example/",
        "https://",
        "https://u@sis.example/",
        "https://sis.example/?a=%zz",
    ] {
        let refused = consumer.authorization(&Signed::get(wrong), "n", 7);
        assert!(matches!(refused, Err(UrlError { .. })), "{wrong}");
    }
}

#[test]
fn tokens_are_asked_for_in_three_ways() {
    let secret = Secret::new("s+/= é");
    let ask = |auth| TokenRequest::new("id:1", &secret, ["a", "b"], auth);
    let basic = ask(ClientAuth::Basic);
    assert_eq!(basic.authorization.expect("there").reveal(), "Basic aWQ6MTpzKy89IMOp");
    assert_eq!(basic.body.reveal(), "grant_type=client_credentials&scope=a%20b");
    let encoded = ask(ClientAuth::BasicEncoded).authorization.expect("there");
    assert_eq!(encoded.reveal(), "Basic aWQlM0ExOnMlMkIlMkYlM0QlMjAlQzMlQTk=");
    let body = ask(ClientAuth::Body);
    assert_eq!(body.authorization, None);
    assert_eq!(
        body.body.reveal(),
        "grant_type=client_credentials&scope=a%20b&client_id=id%3A1\
         &client_secret=s%2B%2F%3D%20%C3%A9"
    );
    let none = TokenRequest::new("id", &secret, [], ClientAuth::default());
    assert_eq!(none.body.reveal(), "grant_type=client_credentials");
    assert_eq!(none.content_type, "application/x-www-form-urlencoded");
}

#[test]
fn answers_are_read_as_servers_give_them() {
    let token =
        Token::read(r#"{"access_token":"t","token_type":"bearer","expires_in":"60","scope":"a"}"#);
    let token = token.expect("valid");
    assert_eq!(token.authorization().reveal(), "Bearer t");
    assert_eq!((token.expires_in, token.scope.as_deref()), (Some(60), Some("a")));
    assert_eq!(Token::read(r#"{"access_token":"t"}"#).expect("valid").expires_in, None);
    for (body, error) in [
        ("<html>", TokenError::NotJson),
        ("[]", TokenError::NotJson),
        ("{}", TokenError::NoToken),
        (r#"{"access_token":""}"#, TokenError::NoToken),
        (r#"{"access_token":"t","token_type":"mac"}"#, TokenError::Type),
        (r#"{"error":"invalid_client","access_token":"t"}"#, TokenError::Refused("invalid_client")),
        (r#"{"error":"noor"}"#, TokenError::NoToken),
    ] {
        assert_eq!(Token::read(body), Err(error), "{body}");
    }
}

/// A secret of each kind, looked for in everything that can be printed.
#[test]
fn nothing_secret_is_shown() {
    let secret = Secret::new("canary");
    let consumer = Consumer { key: "key", secret: &secret, method: SignatureMethod::HmacSha1 };
    let request =
        Signed { token: Some(("t", &secret)), ..Signed::get("https://sis.example/canary") };
    let token = Token::read(r#"{"access_token":"canary"}"#).expect("valid");
    let asked = TokenRequest::new("id", &secret, [], ClientAuth::Body);
    let header = consumer.authorization(&request, "n", 1).expect("valid");
    let shown = format!("{secret:?} {consumer:?} {request:?} {token:?} {asked:?} {header:?}");
    assert!(!shown.contains("canary") && !shown.contains("oauth_signature"), "{shown}");
}
