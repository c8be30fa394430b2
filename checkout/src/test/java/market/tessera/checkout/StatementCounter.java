package market.tessera.checkout;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.ConnectionFactoryMetadata;
import io.r2dbc.spi.Statement;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.reactivestreams.Publisher;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Counts the statements that a request sends to the database; what goes on beside it is not its own. */
@TestComponent
@Order(Ordered.HIGHEST_PRECEDENCE)
public class StatementCounter implements WebFilter, BeanPostProcessor {
    private final Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();

    /** How many the last request of that method and path has sent. */
    public int of(String request) {
        return counts.getOrDefault(request, new AtomicInteger(-1)).get();
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        var count = new AtomicInteger();
        counts.put(request.getMethod() + " " + request.getPath().value(), count);
        return chain.filter(exchange).contextWrite(context -> context.put(StatementCounter.class, count));
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof ConnectionFactory factory ? new Counted(factory) : bean;
    }

    private record Counted(ConnectionFactory factory) implements ConnectionFactory {
        @Override
        public Publisher<? extends Connection> create() {
            return Mono.deferContextual(context -> Mono.from(factory.create())
                    .map(connection -> context.<AtomicInteger>getOrEmpty(StatementCounter.class)
                            .map(count -> counted(connection, count))
                            .orElse(connection)));
        }

        @Override
        public ConnectionFactoryMetadata getMetadata() {
            return factory.getMetadata();
        }
    }

    private static Connection counted(Connection connection, AtomicInteger count) {
        return proxy(Connection.class, (_, method, arguments) -> {
            var result = call(connection, method, arguments);
            return result instanceof Statement statement ? counted(statement, count) : result;
        });
    }

    private static Statement counted(Statement statement, AtomicInteger count) {
        return proxy(Statement.class, (self, method, arguments) -> {
            if (method.getName().equals("execute")) {
                count.incrementAndGet();
            }
            var result = call(statement, method, arguments);
            return result instanceof Statement ? self : result;
        });
    }

    private static <T> T proxy(Class<T> type, java.lang.reflect.InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            throw failure.getCause();
        }
    }
}
