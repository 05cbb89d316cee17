package vn.lienthong.hub.simulator;

import java.util.List;
import java.util.Random;

/** Names that nobody bears: real family names with given names that mean "example", "fiction", "assumed". */
final class InventedPeople {
    private static final List<String> FAMILY = List.of(
            "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô",
            "Dương", "Lý", "Đoàn", "Trịnh");
    private static final List<String> MIDDLE = List.of("Văn", "Thị", "Hoài", "Đức", "Thùy", "Quốc", "Bích", "Hữu");
    private static final List<String> GIVEN = List.of(
            "Ví Dụ", "Giả Định", "Thử Nghiệm", "Minh Họa", "Hư Cấu", "Tưởng Tượng", "Mẫu", "Mô Phỏng", "Kịch Bản");
    private static final List<String> FIRMS =
            List.of("Xanh", "Biển", "Núi Hồng", "Sông La", "Ánh Dương", "Bình Minh", "Đồng Lúa", "Phượng Hoàng");
    private static final List<String> FORMS =
            List.of("Công ty TNHH", "Công ty Cổ phần", "Doanh nghiệp tư nhân", "Công ty Hợp danh");

    private InventedPeople() {}

    static String person(Random random) {
        return one(FAMILY, random) + " " + one(MIDDLE, random) + " " + one(GIVEN, random);
    }

    static String firm(Random random) {
        return one(FORMS, random) + " Hư Cấu " + one(FIRMS, random);
    }

    static <T> T one(List<T> all, Random random) {
        return all.get(random.nextInt(all.size()));
    }
}
