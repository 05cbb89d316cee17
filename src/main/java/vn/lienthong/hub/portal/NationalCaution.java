package vn.lienthong.hub.portal;

/** Whether dossiers go one at a time: after a whole batch got no proper answer, until so many went through as it held. */
final class NationalCaution {
    private int left;

    void begin(int batch) {
        left = batch;
    }

    void easeBy(int dossiers) {
        left = Math.max(0, left - dossiers);
    }

    int mostAtOnce(int batch) {
        return left > 0 ? 1 : batch;
    }
}
