//! The rule "offline": nothing that becomes part of the program is there to talk over a network. What it does at run
//! time is watched by `scripts/test`.

use tests::graph::{Graph, Package};

use crate::finding::Finding;
use crate::none;

/// What speaks to the desktop's message bus, for the reason that docs/decisions/0011 gives.
const BUS: &[&str] = &["async-io", "polling", "rustix", "zbus"];
/// What only the window's program may take besides, each for the reason given there.
const WINDOW: &[&str] = &["http", "mio", "socket2", "tokio"];

/// Crates for HTTP, TLS, DNS, sockets and what is built on them, by their whole name.
const NAMES: &[&str] = &[
    "async-h1",
    "async-io",
    "async-net",
    "attohttpc",
    "awc",
    "axum",
    "bollard",
    "boring",
    "boring-sys",
    "c-ares",
    "curl",
    "curl-sys",
    "dns-lookup",
    "domain",
    "fastwebsockets",
    "ftp",
    "git2",
    "gix-transport",
    "h2",
    "h3",
    "http",
    "http-body",
    "httparse",
    "hyper",
    "hyper-util",
    "imap",
    "isahc",
    "jsonrpsee",
    "ldap3",
    "lettre",
    "libgit2-sys",
    "libp2p",
    "libssh2-sys",
    "mbedtls",
    "mdns",
    "minreq",
    "mio",
    "mysql",
    "native-tls",
    "net2",
    "openssl",
    "paho-mqtt",
    "polling",
    "postgres",
    "quiche",
    "quinn",
    "quinn-proto",
    "redis",
    "reqwest",
    "resolv-conf",
    "rocket",
    "rouille",
    "rumqttc",
    "russh",
    "rustls",
    "s2n-quic",
    "s2n-tls",
    "schannel",
    "sentry",
    "socket2",
    "socks",
    "ssh2",
    "suppaftp",
    "surf",
    "tiny_http",
    "tonic",
    "tungstenite",
    "ureq",
    "ureq-proto",
    "warp",
    "webpki",
    "webpki-roots",
    "websocket",
    "zbus",
    "zmq",
];
/// Families of such crates, by the start of their name.
const FAMILIES: &[&str] = &[
    "actix-",
    "async-tungstenite",
    "aws-smithy-",
    "hickory-",
    "hyper-",
    "opentelemetry-otlp",
    "rustls-",
    "tokio-native-",
    "tokio-rustls",
    "tokio-tungstenite",
    "tower-http",
    "trust-dns-",
];
/// Crates that are welcome without the feature that opens sockets.
const FEATURES: &[(&str, &str)] =
    &[("tokio", "net"), ("tokio", "full"), ("rustix", "net"), ("nix", "net"), ("nix", "socket"), ("smol", "default")];
/// OpenSSL is the cipher provider of SQLCipher: it may be taken by exactly these (docs/decisions/0011).
const OPENSSL: &[(&str, &str)] = &[("openssl-sys", "libsqlite3-sys"), ("openssl-src", "openssl-sys")];

fn talks(package: &Package) -> Vec<Finding> {
    let name = package.name.as_str();
    let named = NAMES.contains(&name) || FAMILIES.iter().any(|start| name.starts_with(start));
    let by_name = named.then(|| Finding::of(name, "talks over a network, and becomes part of the program"));
    let switched_on =
        FEATURES.iter().filter(|(of, feature)| *of == name && package.features.iter().any(|on| on == feature));
    by_name
        .into_iter()
        .chain(
            switched_on
                .map(|(_, feature)| Finding::of(name, format!("has its feature `{feature}` on, which opens sockets"))),
        )
        .collect()
}

fn takes_openssl(graph: &Graph) -> Vec<Finding> {
    let mut found = Vec::new();
    for (taken, allowed) in OPENSSL {
        let others = graph.dependents(taken).into_iter().filter(|dependent| dependent != allowed);
        found.extend(
            others.map(|dependent| Finding::of(dependent, format!("takes {taken}, which is there for {allowed}"))),
        );
    }
    found
}

/// The text of a graph of our own packages, each with what it takes and its licence: for tests of rules.
#[cfg(test)]
pub fn graph_text(packages: &[(&str, &[&str], &str)]) -> String {
    let ids: Vec<&str> = packages.iter().map(|(name, _, _)| *name).collect();
    let described = packages.iter().map(|(name, takes, license)| {
        let dependencies: Vec<_> =
            takes.iter().map(|name| serde_json::json!({"name": name, "kind": null, "features": []})).collect();
        serde_json::json!({
            "id": name, "name": name, "version": "1.0.0", "license": license, "manifest_path": "a/Cargo.toml",
            "targets": [], "dependencies": dependencies,
        })
    });
    let nodes = packages.iter().map(|(name, takes, _)| {
        let edges: Vec<_> =
            takes.iter().map(|name| serde_json::json!({"pkg": name, "dep_kinds": [{"kind": null}]})).collect();
        // Every package of the made-up graph has these two on.
        serde_json::json!({"id": name, "deps": edges, "features": ["default", "net"]})
    });
    serde_json::json!({
        "workspace_members": ids, "packages": described.collect::<Vec<_>>(),
        "resolve": {"nodes": nodes.collect::<Vec<_>>()},
    })
    .to_string()
}

#[test]
fn nothing_shipped_talks_over_a_network() {
    let graph = Graph::read();
    let beside = |known: &'static [&str]| move |package: &&Package| !known.contains(&package.name.as_str());
    none(graph.shipped_with("cli").into_iter().filter(beside(BUS)).flat_map(talks));
    none(graph.shipped_with("desktop").into_iter().filter(beside(BUS)).filter(beside(WINDOW)).flat_map(talks));
    none(takes_openssl(&graph));
}

#[test]
fn a_talking_package_is_found() {
    let packages: &[(&str, &[&str], &str)] = &[
        ("cli", &["quiet", "tokio"], "MIT"),
        ("quiet", &["reqwest", "rustls-pki-types", "openssl-sys"], "MIT"),
        ("tokio", &[], "MIT"),
        ("reqwest", &[], "MIT"),
        ("rustls-pki-types", &[], "MIT"),
        ("openssl-sys", &[], "MIT"),
        ("hyper", &[], "MIT"),
    ];
    let graph = Graph::parse(&graph_text(packages));
    let found: Vec<String> =
        graph.shipped_with("cli").into_iter().flat_map(talks).map(|finding| finding.to_string()).collect();
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[0].starts_with("reqwest: talks") && found[1].starts_with("rustls-pki-types: talks"), "{found:?}");
    assert!(found[2].starts_with("tokio: has its feature `net`"), "{found:?}");
    assert_eq!(takes_openssl(&graph).len(), 1);
}
