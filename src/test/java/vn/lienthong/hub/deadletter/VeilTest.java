package vn.lienthong.hub.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VeilTest {
    private static Optional<String> over(String text) {
        return Veil.over(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void leavesOfJsonItsStructureCodesAndTimes() {
        assertThat(
                        over(
                                """
                {"maHoSo":"H27.12-260302-0001","chuHoSo":"Nguyễn Thị Thử Nghiệm","cccd":"000000000001",
                 "dienThoai":"0900000001","email":"vi.du@example.org","luc":"2026-03-02T01:00:00Z",
                 "ngay":"20260302080000","trangThai":"17","lan":2,"so":123456789,"tep":[{"ten":"Đơn xin.pdf"}],"ghiChu":null}"""))
                .contains("{\"maHoSo\":\"H27.12-260302-0001\",\"chuHoSo\":\"N*** T*** T*** N***\",\"cccd\":\"***001\","
                        + "\"dienThoai\":\"***001\",\"email\":\"***@***\",\"luc\":\"2026-03-02T01:00:00Z\","
                        + "\"ngay\":\"20260302080000\",\"trangThai\":\"17\",\"lan\":2,\"so\":\"***789\","
                        + "\"tep\":[{\"ten\":\"Đ*** x***.p***\"}],\"ghiChu\":null}");
    }

    @Test
    void leavesOfXmlItsNames() {
        assertThat(over("<hoSo id=\"LD-1\"><ten loai='Cá nhân'>Võ Văn Giả Định</ten><so>000000000001</so></hoSo>"))
                .contains("<hoSo id=\"LD-1\"><ten loai='C*** n***'>V*** V*** G*** Đ***</ten><so>***001</so></hoSo>");
    }

    @Test
    void showsNothingOfOtherForms() {
        assertThat(over("ma;ten\n1;Nguyễn Văn Ví Dụ")).isEmpty();
        assertThat(over("\"Nguyễn Văn Ví Dụ\"")).isEmpty();
        assertThat(Veil.over(new byte[] {(byte) 0xff, 0})).isEmpty();
    }
}
