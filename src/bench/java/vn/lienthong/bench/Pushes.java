package vn.lienthong.bench;

import java.util.function.LongFunction;

/** Makes pushes: each change is a newer one of one of the dossiers, in turn. */
final class Pushes {
    /** So many dossiers there are, by default. */
    static final int DOSSIERS = 5_000;

    private static final java.time.Instant BEGIN = java.time.Instant.parse("2026-01-05T01:00:00Z");
    private static final int[] STATUSES = {0, 10, 2, 4};

    private final String path;
    private final int dossiers;
    private final java.util.concurrent.atomic.AtomicLong next = new java.util.concurrent.atomic.AtomicLong();

    Pushes(String path) {
        this(path, DOSSIERS);
    }

    /** @param dossiers how many there are */
    Pushes(String path, int dossiers) {
        this.path = path;
        this.dossiers = dossiers;
    }

    LongFunction<HttpLoad.Request> of(int events) {
        return unused -> {
            var body = new StringBuilder("{\"events\":[");
            for (int i = 0; i < events; i++) {
                body.append(i == 0 ? "" : ",").append(event(next.getAndIncrement()));
            }
            return new HttpLoad.Request("POST", path, "X-API-Key: " + BenchHub.KEY + "\r\n", body + "]}");
        };
    }

    /** The code of the dossier that the n-th change is of. */
    static String code(long n) {
        return "H27.99-260105-%05d".formatted(n % DOSSIERS);
    }

    private String event(long n) {
        long version = n / dossiers;
        return """
                {"code":"%s","version":%d,"dossierStatus":{"id":%d,"name":"x"},"updatedDate":"%s",\
                "procedure":{"code":"1.000001","name":"Thủ tục đo tải"},\
                "acceptedDate":"2026-01-05T01:00:00.000+0000","appointmentDate":"2026-12-05T10:00:00.000+0000",\
                "applicant":{"data":{"fullname":"Nguyễn Văn Đo","identityNumber":"000000000000",\
                "phoneNumber":"0000000000","email":"do@example.invalid"}}}"""
                .formatted(code(n % dossiers), version, STATUSES[(int) (version % 4)], BEGIN.plusSeconds(version * 60));
    }
}
