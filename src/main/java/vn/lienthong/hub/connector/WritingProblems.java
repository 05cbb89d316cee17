package vn.lienthong.hub.connector;

import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.problem.Origin;
import vn.lienthong.hub.problem.Problem;
import vn.lienthong.hub.problem.ProblemKind;

/**
 * Tells what could not be written for a system, and what to add where.
 *
 * @param file the mapping, as it is told to people
 */
record WritingProblems(String file) {
    private static final String STAGE = "write-record";
    private static final String AGAIN_VI = ", trục liên thông tự đọc lại, rồi gửi lại";
    private static final String AGAIN_EN = ", which the hub reads again by itself, then send it again";

    Problem noCode(String national, WritePlace place) {
        return new Problem(
                ProblemKind.UNMAPPED_CODE,
                Origin.HUB,
                STAGE,
                new Bilingual(
                        "Hệ thống không có mã nào cho trạng thái quốc gia " + national + ": không có trong tables ("
                                + file + ").",
                        "The system has no code for national status " + national + ": it is not in tables (" + file
                                + ")."),
                new Bilingual(
                        "Thêm \"<mã của hệ thống>\": " + national + " vào tables trong " + file + AGAIN_VI + ".",
                        "Add \"<the system's code>\": " + national + " under tables in " + file + AGAIN_EN + "."),
                place.pointer());
    }

    Problem noValue(String field, WritePlace place) {
        return new Problem(
                ProblemKind.INVALID,
                Origin.HUB,
                STAGE,
                new Bilingual(
                        "Giá trị của " + field + " không ghi được vào " + place
                                + ": hệ thống hiểu nó là giá trị khác, và không giá trị nào của hệ thống có nghĩa như"
                                + " vậy (" + file + ").",
                        "The value of " + field + " cannot be written to " + place
                                + ": the system takes it for another, and has none that means it (" + file + ")."),
                new Bilingual(
                        "Thêm giá trị của hệ thống vào values của " + field + " trong " + file + AGAIN_VI + ".",
                        "Add the system's value to the values of " + field + " in " + file + AGAIN_EN + "."),
                place.pointer());
    }

    Problem notOfType(String field, WritePlace place) {
        return new Problem(
                ProblemKind.INVALID,
                Origin.HUB,
                STAGE,
                new Bilingual(
                        "Giá trị của " + field + " không đúng kiểu mà write/types ghi cho " + place + " (" + file
                                + ").",
                        "The value of " + field + " is not of the type that write/types has for " + place + " (" + file
                                + ")."),
                new Bilingual(
                        "Sửa write/types trong " + file + AGAIN_VI + "; hoặc sửa giá trị ở nguồn.",
                        "Mend write/types in " + file + AGAIN_EN + "; or have the value mended at its source."),
                place.pointer());
    }
}
