namespace Bellwether.Agent.Tests.Storage;

/// <summary>Files as each released schema wrote them. They are never changed again: a new schema adds its
/// own.</summary>
internal static class Released
{
    public const string JournalHead = "sha256:a2d3e9a05b0c9ac70d16f053eac664913fde791c05f280089f79f192d6f23971";

    public const string Journal1 = """
        CREATE TABLE records (
            sequence INTEGER PRIMARY KEY,
            at INTEGER NOT NULL, kind TEXT NOT NULL, deployment TEXT, key TEXT UNIQUE, flags INTEGER NOT NULL,
            hash BLOB NOT NULL, digest BLOB, body BLOB);
        INSERT INTO records VALUES(1,639029198450000000,'plan','checkout-1',NULL,0,
            X'1070ebb17d5c7d4a7a80d87da49f8098914a91e2c10398a43c5526d9d6cb2b60',NULL,X'7b7d');
        INSERT INTO records VALUES(2,639029198450000000,'judged','checkout-1',NULL,0,
            X'a2a474d6bc996c4a5103ee76950d8762d06fbdb1b3b4a8fb992686d8e21f0502',
            X'a615eeaee21de5179de080de8c3052c8da901138406ba71c38c032845f7d54f4',NULL);
        INSERT INTO records VALUES(3,639029198450000000,'bellwether.verdict-issued.v1','checkout-1',
            'checkout-1:host-17:watch:0:1',1,
            X'e10e24bb5202a18cdaa750aa680d5229432955f6c0d4ca77fb408174ab634181',NULL,X'7b226964223a22c3bc227d');
        INSERT INTO records VALUES(4,639029198450000000,'bellwether.verdict-issued.v1','checkout-2',
            'checkout-2:host-17:watch:0:1',1,
            X'04baf809cbaf5afbd9531878abac6d0f9a96f0fd9b04fb1b4f71642f4d83e0c7',NULL,X'7b7d');
        INSERT INTO records VALUES(5,639375662450000000,'pruned',NULL,NULL,0,
            X'a2d3e9a05b0c9ac70d16f053eac664913fde791c05f280089f79f192d6f23971',NULL,
            X'7b2273657175656e636573223a5b325d7d');
        CREATE TABLE positions (channel TEXT PRIMARY KEY, cursor INTEGER NOT NULL) WITHOUT ROWID;
        INSERT INTO positions VALUES('hook',4);
        CREATE TABLE parked (channel TEXT, sequence INTEGER, PRIMARY KEY (channel, sequence)) WITHOUT ROWID;
        INSERT INTO parked VALUES('hook',3);
        CREATE TABLE facts (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        INSERT INTO facts VALUES('epoch',1);
        CREATE INDEX records_of_deployment ON records (deployment) WHERE deployment IS NOT NULL;
        CREATE INDEX records_outgoing ON records (sequence) WHERE flags = 1;
        PRAGMA user_version = 1;
        """;

    public const string History1 = """
        CREATE TABLE series (
            id INTEGER PRIMARY KEY,
            service TEXT NOT NULL, environment TEXT NOT NULL, signal TEXT NOT NULL, kind TEXT NOT NULL,
            unit TEXT NOT NULL,
            instance TEXT NOT NULL, control INTEGER NOT NULL,
            UNIQUE (service, environment, signal, kind, unit, instance, control));
        INSERT INTO series VALUES(1,'checkout','production','app.latency','Latency','seconds','10.0.0.17:8080',0);
        INSERT INTO series VALUES(2,'checkout','production','app.saturation.cpu','Gauge','seconds','10.0.0.17:8080',1);
        CREATE TABLE versions (id INTEGER PRIMARY KEY, version TEXT NOT NULL UNIQUE);
        INSERT INTO versions VALUES(1,'2.4.1');
        CREATE TABLE bounds (id INTEGER PRIMARY KEY, bounds BLOB NOT NULL UNIQUE);
        INSERT INTO bounds VALUES(1,X'9a9999999999b93f000000000000e03f');
        CREATE TABLE points (
            series INTEGER NOT NULL, at INTEGER NOT NULL, width INTEGER NOT NULL, version INTEGER, bounds INTEGER,
            payload BLOB NOT NULL,
            PRIMARY KEY (series, at, width)) WITHOUT ROWID;
        INSERT INTO points VALUES(1,1767323045000,15000,1,1,X'8320010000000000802940e6040300030e00d804');
        INSERT INTO points VALUES(2,1767323045000,15000,NULL,NULL,X'811001000000000000e03f');
        PRAGMA user_version = 1;
        """;
}
