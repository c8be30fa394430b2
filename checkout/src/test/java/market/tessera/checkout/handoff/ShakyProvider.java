package market.tessera.checkout.handoff;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/** A provider's program as providers' programs are: it fails, forgets to answer, and goes away. What it has taken it remembers. */
final class ShakyProvider implements AutoCloseable {
    /** Longer than anyone waits for an answer. */
    private static final long TOO_LONG = 6_500;

    private final JsonMapper json = new JsonMapper();
    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, AtomicInteger> enrolled = new ConcurrentHashMap<>();
    private final Map<String, String> addresses = new ConcurrentHashMap<>();
    private final Set<String> dropped = ConcurrentHashMap.newKeySet();
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger forgeries = new AtomicInteger();
    private final AtomicReference<CountDownLatch> hesitation = new AtomicReference<>(new CountDownLatch(0));
    private volatile byte[] secret = new byte[0];
    private volatile boolean shaky;
    private volatile boolean away;

    ShakyProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 200);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort() + "/enrollments";
    }

    void knows(String webhookSecret) {
        secret = Base64.getDecoder().decode(webhookSecret.substring("whsec_".length()));
    }

    /** From now on three calls of ten fail, before it has taken anything or after, and some are never answered. */
    void becomesShaky() {
        shaky = true;
    }

    void goesAway() {
        away = true;
    }

    void comesBack() {
        away = false;
    }

    boolean isAway() {
        return away;
    }

    /** It takes the next enrollment, and does not say so before that. */
    CountDownLatch hesitates() {
        var latch = new CountDownLatch(1);
        hesitation.set(latch);
        return latch;
    }

    int calls() {
        return calls.get();
    }

    int forgeries() {
        return forgeries.get();
    }

    /** How often it has made a place of each enrollment: once, if nothing is wrong. */
    Map<String, AtomicInteger> enrolled() {
        return enrolled;
    }

    /** What it was told last of where a learner gets mail, by enrollment. */
    Map<String, String> addresses() {
        return addresses;
    }

    Set<String> dropped() {
        return dropped;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            if (away) {
                return;
            }
            var told = json.readTree(body);
            if (told.path("type").asString("").equals("ping")) {
                exchange.sendResponseHeaders(204, -1);
                return;
            }
            var call = calls.incrementAndGet();
            var fate = shaky ? call % 10 : 9;
            if (!isSigned(exchange, body)) {
                forgeries.incrementAndGet();
            }
            if (fate == 0 || fate == 1) {
                exchange.sendResponseHeaders(500, -1);
                return;
            }
            addresses.put(
                    told.at("/data/enrollment").asString(""),
                    told.at("/data/learner/email").asString(""));
            var known = take(
                    told.path("type").asString(""), told.at("/data/enrollment").asString(""));
            if (fate == 2) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            if (shaky && call % 4_001 == 0) {
                Thread.sleep(TOO_LONG);
            }
            hesitation.get().await();
            exchange.sendResponseHeaders(known ? 409 : 201, -1);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it has been told before. */
    private boolean take(String type, String enrollment) {
        if (type.equals("enrollment.withdrawn")) {
            return !dropped.add(enrollment);
        }
        if (enrolled.containsKey(enrollment)) {
            return true;
        }
        enrolled.computeIfAbsent(enrollment, _ -> new AtomicInteger()).incrementAndGet();
        return false;
    }

    private boolean isSigned(HttpExchange exchange, byte[] body) {
        try {
            var headers = exchange.getRequestHeaders();
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            mac.update((headers.getFirst("webhook-id") + "." + headers.getFirst("webhook-timestamp") + ".")
                    .getBytes(StandardCharsets.UTF_8));
            return ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body)))
                    .equals(headers.getFirst("webhook-signature"));
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
