package vn.lienthong.hub.submission;

import vn.lienthong.hub.problem.ProblemKind;
import vn.lienthong.hub.problem.Undeliverable;

/** The problems with which a file that is uploaded can end. */
final class AttachmentProblems {
    private static final String STAGE = "keep-attachment";
    private static final int LONGEST_REFERENCE = 100;

    private AttachmentProblems() {}

    static Undeliverable tooLarge(long most) {
        return SubmissionProblems.refused(
                ProblemKind.TOO_LARGE,
                STAGE,
                "Tệp đính kèm lớn hơn " + most + " byte.",
                "The attachment has more than " + most + " bytes.",
                "Gửi tệp nhỏ hơn, ví dụ quét với độ phân giải thấp hơn.",
                "Send a smaller file, such as a scan of a lower resolution.",
                null);
    }

    static Undeliverable empty() {
        return SubmissionProblems.refused(
                ProblemKind.INVALID,
                STAGE,
                "Tệp đính kèm rỗng.",
                "The attachment is empty.",
                "Gửi nội dung của tệp.",
                "Send the file's content.",
                null);
    }

    static Undeliverable noType() {
        return SubmissionProblems.refused(
                ProblemKind.UNSUPPORTED_TYPE,
                STAGE,
                "Không có kiểu nội dung của tệp.",
                "The file's content type is missing.",
                "Gửi Content-Type, ví dụ application/pdf.",
                "Send a Content-Type, such as application/pdf.",
                null);
    }

    static Undeliverable wrongType(String declared, String found) {
        return SubmissionProblems.refused(
                ProblemKind.UNSUPPORTED_TYPE,
                STAGE,
                "Tệp được khai là " + declared + " nhưng nội dung là " + found + ".",
                "The file is declared to be " + declared + " but its content is " + found + ".",
                "Gửi đúng kiểu của tệp, hoặc chuyển tệp sang kiểu được khai.",
                "Declare what the file is, or convert it to what is declared.",
                null);
    }

    static Undeliverable wrongHash(String found) {
        return SubmissionProblems.refused(
                ProblemKind.INVALID,
                STAGE,
                "Nội dung nhận được có SHA-256 là " + found + ", khác giá trị đã khai.",
                "What was received has the SHA-256 " + found + ", which is not what was declared.",
                "Tệp hỏng trên đường truyền hoặc giá trị khai sai; gửi lại.",
                "The file was damaged on its way, or the declared value is wrong; send it again.",
                null);
    }

    static Undeliverable badDigest() {
        return SubmissionProblems.refused(
                ProblemKind.INVALID,
                STAGE,
                "Content-Digest không đọc được.",
                "The Content-Digest cannot be read.",
                "Gửi Content-Digest: sha-256=:<base64>: theo RFC 9530, hoặc bỏ đi.",
                "Send Content-Digest: sha-256=:<base64>: as RFC 9530 has it, or leave it out.",
                null);
    }

    static Undeliverable cutOff() {
        return SubmissionProblems.refused(
                ProblemKind.MALFORMED,
                STAGE,
                "Tệp bị cắt giữa chừng.",
                "The file was cut off on its way.",
                "Gửi lại tệp.",
                "Send the file again.",
                null);
    }

    /** @param reference as the envelope has it */
    static Undeliverable noPart(String reference) {
        String told = "“" + reference.substring(0, Math.min(reference.length(), LONGEST_REFERENCE)) + "”";
        return SubmissionProblems.refused(
                ProblemKind.MALFORMED,
                STAGE,
                "content tham chiếu đến phần " + told + ", không có trong thông điệp.",
                "content refers to the part " + told + ", which is not in the message.",
                "Gửi tệp thành một phần MTOM có Content-ID đó, hoặc ghi Base64 ngay trong content.",
                "Send the file as a part of MTOM with that Content-ID, or put it into content as Base64.",
                null);
    }

    static Undeliverable noBase64() {
        return SubmissionProblems.refused(
                ProblemKind.MALFORMED,
                STAGE,
                "content không phải là Base64.",
                "content is not Base64.",
                "Ghi byte của tệp bằng Base64, hoặc gửi tệp thành một phần MTOM.",
                "Put the file's bytes there as Base64, or send the file as a part of MTOM.",
                null);
    }

    static Undeliverable linkNotGood() {
        return SubmissionProblems.refused(
                ProblemKind.NOT_ALLOWED,
                "fetch-attachment",
                "Đường dẫn không hợp lệ hoặc đã hết hạn.",
                "The link is not valid, or it has expired.",
                "Đề nghị quản trị viên phát lại hồ sơ để nhận đường dẫn mới.",
                "Ask the administrator to tell the submission again, which gives new links.",
                null);
    }

    static Undeliverable gone() {
        return SubmissionProblems.refused(
                ProblemKind.NOT_FOUND,
                "fetch-attachment",
                "Tệp không còn ở trục.",
                "The hub does not have the file any more.",
                "Tệp được xoá theo thời hạn lưu trữ khi không hồ sơ nào cần.",
                "Files are removed when no dossier needs them any longer.",
                null);
    }
}
