package vn.lienthong.hub.canonical;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The ten national statuses of a dossier, with their national codes and names. */
public enum DossierStatus {
    SUBMITTED(1, "Mới đăng ký", "Submitted"),
    ACCEPTED(2, "Được tiếp nhận", "Accepted"),
    REFUSED(3, "Không được tiếp nhận", "Refused"),
    IN_PROGRESS(4, "Đang xử lý", "In progress"),
    SUPPLEMENT_REQUIRED(5, "Yêu cầu bổ sung giấy tờ", "Supplement required"),
    PAYMENT_REQUIRED(6, "Yêu cầu thực hiện nghĩa vụ tài chính", "Payment required"),
    WITHDRAWAL_REQUESTED(7, "Công dân yêu cầu rút hồ sơ", "Withdrawal requested"),
    STOPPED(8, "Dừng xử lý", "Stopped"),
    COMPLETED(9, "Đã xử lý xong", "Completed"),
    RESULT_RETURNED(10, "Đã trả kết quả", "Result returned");

    private final int code;
    private final Bilingual label;

    DossierStatus(int code, String vi, String en) {
        this.code = code;
        this.label = new Bilingual(vi, en);
    }

    /** The national code, 1 to 10. */
    public int code() {
        return code;
    }

    /** The name people read. */
    public Bilingual label() {
        return label;
    }

    /** The English key used in answers: {@code in-progress}. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<DossierStatus> ofCode(int code) {
        return Arrays.stream(values()).filter(status -> status.code == code).findFirst();
    }

    /** Whether nothing is expected to follow. */
    public boolean isFinal() {
        return expectedNext().isEmpty();
    }

    /** Whether the agency's own work is done, well or not. */
    public boolean endsProcessing() {
        return switch (this) {
            case REFUSED, STOPPED, COMPLETED, RESULT_RETURNED -> true;
            case SUBMITTED, ACCEPTED, IN_PROGRESS, SUPPLEMENT_REQUIRED, PAYMENT_REQUIRED, WITHDRAWAL_REQUESTED -> false;
        };
    }

    /** The statuses that are expected to follow; anything else is flagged and kept, never refused. */
    public Set<DossierStatus> expectedNext() {
        return switch (this) {
            case SUBMITTED -> EnumSet.of(ACCEPTED, REFUSED, SUPPLEMENT_REQUIRED, WITHDRAWAL_REQUESTED);
            case ACCEPTED ->
                EnumSet.of(
                        IN_PROGRESS, SUPPLEMENT_REQUIRED, PAYMENT_REQUIRED, WITHDRAWAL_REQUESTED, STOPPED, COMPLETED);
            case IN_PROGRESS ->
                EnumSet.of(SUPPLEMENT_REQUIRED, PAYMENT_REQUIRED, WITHDRAWAL_REQUESTED, STOPPED, COMPLETED);
            case SUPPLEMENT_REQUIRED -> EnumSet.of(ACCEPTED, IN_PROGRESS, WITHDRAWAL_REQUESTED, STOPPED);
            case PAYMENT_REQUIRED -> EnumSet.of(IN_PROGRESS, WITHDRAWAL_REQUESTED, STOPPED, COMPLETED);
            case WITHDRAWAL_REQUESTED -> EnumSet.of(STOPPED, IN_PROGRESS);
            case COMPLETED -> EnumSet.of(RESULT_RETURNED, IN_PROGRESS);
            case REFUSED, STOPPED, RESULT_RETURNED -> EnumSet.noneOf(DossierStatus.class);
        };
    }
}
