package vn.lienthong.hub.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A connection that keeps its prepared statements when they are closed, and gives them out again for the same text. */
final class PreparedOnce implements InvocationHandler {
    private static final int MOST = 64;

    private final Connection connection;
    private final Map<String, PreparedStatement> idle = new HashMap<>();

    private PreparedOnce(Connection connection) {
        this.connection = connection;
    }

    static Connection on(Connection connection) {
        return proxy(Connection.class, new PreparedOnce(connection));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
        if (method.getName().equals("prepareStatement") && arguments != null && arguments.length == 1) {
            return prepare((String) arguments[0]);
        }
        return call(method, connection, arguments);
    }

    private PreparedStatement prepare(String sql) throws Throwable {
        PreparedStatement kept = idle.remove(sql);
        PreparedStatement statement = kept == null ? connection.prepareStatement(sql) : kept;
        return proxy(PreparedStatement.class, new Lent(sql, statement));
    }

    private static @Nullable Object call(Method method, Object target, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(PreparedOnce.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** A statement in somebody's hands. */
    private final class Lent implements InvocationHandler {
        private final String sql;
        private final PreparedStatement statement;
        private boolean returned;

        Lent(String sql, PreparedStatement statement) {
            this.sql = sql;
            this.statement = statement;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            if (method.getName().equals("close")) {
                giveBack();
                return null;
            }
            if (method.getName().equals("isClosed")) {
                return returned || statement.isClosed();
            }
            return call(method, statement, arguments);
        }

        private void giveBack() throws Throwable {
            if (returned) {
                return;
            }
            returned = true;
            if (idle.size() >= MOST || idle.putIfAbsent(sql, statement) != null) {
                statement.close();
            } else {
                statement.clearParameters();
            }
        }
    }
}
