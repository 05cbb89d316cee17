package vn.lienthong.hub.agency.call;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.camel.Exchange;
import org.springframework.stereotype.Component;
import vn.lienthong.hub.agency.AgencySettings;
import vn.lienthong.hub.connector.AllowedAddresses;
import vn.lienthong.hub.connector.ConnectorDefinition;
import vn.lienthong.hub.connector.Credentials;
import vn.lienthong.hub.connector.Intake.DatabasePoll;
import vn.lienthong.hub.connector.Intake.OrderedBy;
import vn.lienthong.hub.connector.JdbcHost;
import vn.lienthong.hub.connector.Secrets;

/** Reads rows out of a system's database, and the time by its clock. */
@Component("databaseCalls")
public final class DatabaseCalls {
    private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*(\\w+)\\s*}}");

    private final DatabaseDrivers drivers;
    private final AllowedAddresses addresses;
    private final Secrets secrets;
    private final AgencySettings settings;

    DatabaseCalls(DatabaseDrivers drivers, AllowedAddresses addresses, Secrets secrets, AgencySettings settings) {
        this.drivers = drivers;
        this.addresses = addresses;
        this.secrets = secrets;
        this.settings = settings;
    }

    /** Reads a page. */
    public void read(Exchange exchange) {
        SystemCall call = exchange.getMessage().getBody(SystemCall.class);
        DatabasePoll poll = ((SystemCall.Request.Rows) call.request()).poll();
        try (Connection connection = connect(call.connector(), poll.url())) {
            ObjectNode answer = JsonNodeFactory.instance.objectNode();
            if (poll.orderedBy() == OrderedBy.TIME) {
                answer.put("now", now(connection).toInstant().toString());
            }
            answer.set("rows", rows(connection, poll, call.values()));
            exchange.getMessage().setBody(new SystemAnswer.Content(answer));
        } catch (SQLException | UnknownHostException e) {
            throw DatabaseProblems.of(call.connector().id(), e);
        } catch (DateTimeException | NumberFormatException e) {
            throw DatabaseProblems.noWatermark(call.connector().id(), poll.orderedBy());
        }
    }

    private Connection connect(ConnectorDefinition connector, String url) throws SQLException, UnknownHostException {
        String host = JdbcHost.of(url);
        if (host != null) {
            SystemsHttp.Forbidden.check(addresses, host, InetAddress.getAllByName(host));
        }
        Driver driver =
                drivers.of(url).orElseThrow(() -> DatabaseProblems.noDriver(connector.id(), url, drivers.folder()));
        Connection connection = driver.connect(url, properties(connector));
        if (connection == null) {
            throw DatabaseProblems.noDriver(connector.id(), url, drivers.folder());
        }
        connection.setReadOnly(true);
        connection.setAutoCommit(false);
        connection.setNetworkTimeout(
                Runnable::run, (int) settings.answerTimeout().toMillis());
        return connection;
    }

    private Properties properties(ConnectorDefinition connector) {
        Properties properties = new Properties();
        if (connector.credentials() instanceof Credentials.Basic basic) {
            properties.setProperty("user", basic.user());
            properties.setProperty("password", CallProblems.secret(connector.id(), secrets, basic.password()));
        }
        properties.putAll(patience(
                String.valueOf(connector.intake()), settings.connectTimeout().toMillis()));
        return properties;
    }

    /** There is no word for it that all drivers know. */
    private static Map<String, String> patience(String intake, long millis) {
        String seconds = String.valueOf(Math.max(1, millis / 1_000));
        if (intake.contains("jdbc:mysql:") || intake.contains("jdbc:mariadb:")) {
            return Map.of("connectTimeout", String.valueOf(millis));
        }
        if (intake.contains("jdbc:oracle:")) {
            return Map.of("oracle.net.CONNECT_TIMEOUT", String.valueOf(millis));
        }
        return Map.of("loginTimeout", seconds);
    }

    private static OffsetDateTime now(Connection connection) throws SQLException {
        // Oracle alone wants to be asked about something.
        boolean oracle = connection.getMetaData().getDatabaseProductName().startsWith("Oracle");
        try (PreparedStatement statement =
                        connection.prepareStatement("SELECT CURRENT_TIMESTAMP" + (oracle ? " FROM DUAL" : ""));
                ResultSet result = statement.executeQuery()) {
            result.next();
            return DatabaseRows.time(result, 1);
        }
    }

    private com.fasterxml.jackson.databind.JsonNode rows(
            Connection connection, DatabasePoll poll, Map<String, String> values) throws SQLException {
        Matcher place = PLACE.matcher(poll.query());
        try (PreparedStatement statement = connection.prepareStatement(place.replaceAll("?"))) {
            statement.setMaxRows(poll.pageSize());
            statement.setFetchSize(poll.pageSize());
            statement.setQueryTimeout((int) Math.max(1, settings.answerTimeout().toSeconds()));
            place.reset();
            for (int i = 1; place.find(); i++) {
                statement.setObject(i, bound(place.group(1), values, poll.orderedBy()));
            }
            try (ResultSet result = statement.executeQuery()) {
                return DatabaseRows.of(result);
            }
        }
    }

    private static Object bound(String name, Map<String, String> values, OrderedBy orderedBy) {
        String value = values.getOrDefault(name, "");
        if (!name.equals("watermark")) {
            return Integer.valueOf(value);
        }
        return switch (orderedBy) {
            case NUMBER -> new BigDecimal(value);
            case TIME ->
                value.endsWith("Z") || value.indexOf('+') > 0
                        ? OffsetDateTime.parse(value)
                        : LocalDateTime.parse(value);
            case TEXT -> value;
        };
    }
}
