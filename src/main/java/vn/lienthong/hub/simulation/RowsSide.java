package vn.lienthong.hub.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.lienthong.hub.canonical.Bilingual;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Credentials;
import vn.lienthong.hub.connector.Intake.DatabasePoll;
import vn.lienthong.hub.connector.Intake.OrderedBy;
import vn.lienthong.hub.connector.Secret;
import vn.lienthong.hub.simulation.Samples.Sample;
import vn.lienthong.hub.simulator.SampleDatabase;
import vn.lienthong.hub.simulator.SampleDatabase.Kind;

/** A system whose database is read: the table that the query names, with the samples' rows. */
final class RowsSide {
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*\\w+\\s*}}");
    private static final Pattern TABLE =
            Pattern.compile("\\b(?:from|join)\\s+(" + SampleDatabase.NAME.pattern() + ")", Pattern.CASE_INSENSITIVE);
    private static final Pattern ZONED = Pattern.compile(".*(?:Z|[+-]\\d{2}:?\\d{2})");

    private RowsSide() {}

    /**
     * Starts it.
     *
     * @throws CannotBePlayed if it cannot be played, telling why
     */
    static SampleDatabase start(
            ConnectorDefinition connector,
            DatabasePoll poll,
            Samples samples,
            Function<Secret, @Nullable String> secrets) {
        if (!(connector.credentials() instanceof Credentials.Basic user)) {
            throw new CannotBePlayed(new Bilingual(
                    "cơ sở dữ liệu nhận người dùng có mật khẩu; hãy khai báo credentials kiểu basic",
                    "a database lets in a user with a password; declare credentials of the kind basic"));
        }
        String table = table(poll.query());
        List<JsonNode> rows = rows(samples);
        Map<String, Kind> columns = columns(poll, rows);
        String password = secrets.apply(user.password());
        SampleDatabase database = SampleDatabase.start(user.user(), password == null ? "simulated" : password);
        try {
            database.fill(table, columns, rows.stream().map(RowsSide::texts).toList());
            database.prepare(PLACE.matcher(poll.query()).replaceAll("?"));
            return database;
        } catch (SQLException e) {
            database.close();
            throw new CannotBePlayed(Bilingual.of(
                    "cơ sở dữ liệu kiểu PostgreSQL có các cột %s không nhận câu truy vấn này: %s",
                    "its query is none that a database of PostgreSQL's kind with the columns %s takes: %s",
                    columns.keySet(),
                    String.valueOf(e.getMessage()).lines().findFirst().orElse("")));
        }
    }

    private static String table(String query) {
        Set<String> tables = new LinkedHashSet<>();
        Matcher named = TABLE.matcher(query);
        while (named.find()) {
            tables.add(named.group(1));
        }
        if (tables.size() != 1) {
            throw new CannotBePlayed(Bilingual.of(
                    "câu truy vấn đọc từ %s; mẫu chỉ chứa các dòng của một bảng hay khung nhìn",
                    "its query reads from %s; samples hold the rows of one table or view",
                    tables.isEmpty() ? new Bilingual("không bảng nào", "no table") : tables));
        }
        return tables.iterator().next();
    }

    private static List<JsonNode> rows(Samples samples) {
        List<JsonNode> rows = new ArrayList<>();
        for (Sample sample : samples.told()) {
            sample.tree().path("rows").forEach(rows::add);
        }
        if (rows.isEmpty()) {
            throw new CannotBePlayed(new Bilingual(
                    "không có mẫu để đưa dữ liệu vào; hãy thêm samples/<trường hợp>/input.json với rows",
                    "there is no sample to fill it with; add samples/<case>/input.json with rows"));
        }
        return rows;
    }

    private static Map<String, Kind> columns(DatabasePoll poll, List<JsonNode> rows) {
        Map<String, Kind> columns = new LinkedHashMap<>();
        for (JsonNode row : rows) {
            row.fields().forEachRemaining(cell -> {
                if (!cell.getValue().isNull()) {
                    columns.merge(
                            cell.getKey(),
                            kind(cell.getValue()),
                            (one, other) -> one == other ? one : wider(one, other));
                }
            });
        }
        String watermark = poll.watermark().from().replaceFirst("^/", "");
        List<String> values = rows.stream()
                .map(row -> row.path(watermark).asText(""))
                .filter(value -> !value.isEmpty())
                .toList();
        columns.put(watermark, watermarkKind(poll.orderedBy(), values));
        return columns;
    }

    private static Kind kind(JsonNode value) {
        if (value.isBoolean()) {
            return Kind.TRUTH;
        }
        if (value.isNumber()) {
            return value.isIntegralNumber() ? Kind.WHOLE_NUMBER : Kind.NUMBER;
        }
        return Kind.TEXT;
    }

    private static Kind wider(Kind one, Kind other) {
        boolean numbers = one != Kind.TEXT && one != Kind.TRUTH && other != Kind.TEXT && other != Kind.TRUTH;
        return numbers ? Kind.NUMBER : Kind.TEXT;
    }

    private static Kind watermarkKind(OrderedBy orderedBy, List<String> values) {
        return switch (orderedBy) {
            case NUMBER -> Kind.WHOLE_NUMBER;
            case TEXT -> Kind.TEXT;
            case TIME ->
                values.stream().anyMatch(value -> ZONED.matcher(value).matches() && value.contains(":"))
                        ? Kind.TIME_WITH_ZONE
                        : Kind.TIME;
        };
    }

    private static Map<String, @Nullable String> texts(JsonNode row) {
        Map<String, @Nullable String> texts = new LinkedHashMap<>();
        row.fields()
                .forEachRemaining(cell -> texts.put(
                        cell.getKey(),
                        cell.getValue().isNull() ? null : cell.getValue().asText()));
        return texts;
    }

    /** Where PostgreSQL's driver finds it, for the connector's {@code intake/url}. */
    static String url(int port) {
        // What the driver would else say at the beginning of a connection or transaction is PostgreSQL's alone.
        return String.format(
                Locale.ROOT,
                "jdbc:postgresql://127.0.0.1:%d/simulated?assumeMinServerVersion=9.0&readOnlyMode=ignore",
                port);
    }
}
