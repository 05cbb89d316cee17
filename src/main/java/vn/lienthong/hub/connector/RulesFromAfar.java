package vn.lienthong.hub.connector;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.lienthong.hub.canonical.Bilingual;

/**
 * What a definition that came through the API has to keep besides. Whoever writes into the hub's own folder has its machine
 * anyway; whoever registers from afar shall not read the machine's files or the hub's own settings by naming them as a
 * secret that is then sent to an address of his choice.
 */
final class RulesFromAfar {
    private static final Pattern VARIABLE =
            Pattern.compile("(?!(?:LIENTHONG|SPRING|SERVER|CAMEL|MANAGEMENT)_)[A-Z][A-Z0-9_]*");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}:]*)[^}]*}");
    private static final Bilingual EXPECTED = new Bilingual(
            "một biến môi trường viết hoa, không phải của chính trục, như TAX_OFFICE_PASSWORD",
            "an environment variable in capitals that is none of the hub's own, such as TAX_OFFICE_PASSWORD");

    private final YamlFile connector;

    RulesFromAfar(YamlFile connector) {
        this.connector = connector;
    }

    void check() {
        secrets(connector.written().path("credentials"), "/credentials");
        secrets(connector.written().path("tls"), "/tls");
        secrets(connector.written().at("/intake/sftp"), "/intake/sftp");
        placeholders("/address");
        placeholders("/intake/folder");
        folder();
        database();
    }

    /** A JDBC address can name classes to load and files to read. */
    private void database() {
        String url = connector.written().at("/intake/url").asText("");
        boolean isGiven = url.matches("\\$\\{[A-Z][A-Z0-9_]*}");
        if (!url.isEmpty() && !isGiven) {
            connector.faultAt(
                    "/intake/url",
                    "được viết thẳng ra, điều mà kết nối đăng ký qua API không được làm; cần ${TÊN} của một biến do quản"
                            + " trị viên của trục đặt",
                    "is written out, which a connector registered through the API may not do; expected ${NAME} of a variable"
                            + " that the hub's administrator has set");
        }
        placeholders("/intake/url");
    }

    private void secrets(JsonNode node, String pointer) {
        node.fields().forEachRemaining(member -> {
            String at = pointer + "/" + YamlReader.escaped(member.getKey());
            if (member.getKey().equals("env") && member.getValue().isTextual()) {
                variable(at, member.getValue().textValue());
            } else if (member.getKey().equals("file") && member.getValue().isTextual()) {
                secretFile(at, member.getValue().textValue());
            } else if (member.getKey().equals("stored") && member.getValue().isTextual()) {
                stored(at, member.getValue().textValue());
            } else {
                secrets(member.getValue(), at);
            }
        });
    }

    private void secretFile(String at, String file) {
        if (!file.startsWith("/run/secrets/") || file.contains("..")) {
            connector.faultAt(
                    at,
                    "là %s, thứ mà kết nối đăng ký qua API không được đọc; cần một tệp trong /run/secrets",
                    "is %s, which a connector registered through the API may not read; expected a file in /run/secrets",
                    FoundValue.quoted(file));
        }
    }

    private void stored(String at, String name) {
        String own = connector.written().path("id").asText("") + ".";
        if (!name.startsWith(own)) {
            connector.faultAt(
                    at,
                    "là %s, thứ mà kết nối đăng ký qua API không được đọc; cần một bí mật của chính nó trong kho, bắt đầu"
                            + " bằng %s",
                    "is %s, which a connector registered through the API may not read; expected a stored secret of its"
                            + " own, which begins with %s",
                    FoundValue.quoted(name),
                    own);
        }
    }

    private void placeholders(String at) {
        Matcher found = PLACEHOLDER.matcher(connector.written().at(at).asText(""));
        while (found.find()) {
            variable(at, found.group(1));
        }
    }

    private void variable(String at, String name) {
        if (!VARIABLE.matcher(name).matches()) {
            connector.faultAt(
                    at,
                    "nêu %s, thứ mà kết nối đăng ký qua API không được đọc; cần %s",
                    "names %s, which a connector registered through the API may not read; expected %s",
                    FoundValue.quoted(name),
                    EXPECTED);
        }
    }

    private void folder() {
        String folder = connector.written().at("/intake/folder").asText("");
        boolean isGiven = folder.startsWith("${") && folder.indexOf('}') == folder.length() - 1;
        boolean leavesHome = folder.startsWith("/")
                || folder.startsWith("\\")
                || folder.contains("..")
                || folder.contains("${")
                || folder.matches("[A-Za-z]:.*");
        boolean hasDefault = folder.contains(":");
        if (!folder.isEmpty() && (!isGiven && leavesHome || isGiven && hasDefault)) {
            connector.faultAt(
                    "/intake/folder",
                    "là %s, ngoài thư mục dữ liệu của trục; cần một thư mục bên trong, hoặc ${TÊN} của một biến do quản trị"
                            + " viên của trục đặt",
                    "is %s, outside the hub's home; expected a folder within it, or ${NAME} of a variable that the"
                            + " hub's administrator has set",
                    FoundValue.quoted(folder));
        }
    }
}
