package vn.lienthong.bench.campaign;

/** What a hub keeps its dossiers in. */
public enum Storage {
    SQLITE,
    POSTGRESQL
}
