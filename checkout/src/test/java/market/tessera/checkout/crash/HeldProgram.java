package market.tessera.checkout.crash;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import market.tessera.sandbox.stripe.Outages.Hold;
import tools.jackson.databind.json.JsonMapper;

/** A provider's program that takes enrollments, each once, and keeps some callers waiting until they are dead. */
final class HeldProgram implements AutoCloseable {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Hold> holds = new ConcurrentHashMap<>();
    private final Set<String> held = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> taken = new ConcurrentHashMap<>();
    private final Set<String> known = ConcurrentHashMap.newKeySet();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final HttpServer server;

    HeldProgram() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
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

    void hold(Hold hold, String learner) {
        holds.put(learner, hold);
    }

    /** About whom callers have been kept waiting so far. */
    Set<String> held() {
        return Set.copyOf(held);
    }

    void end() {
        holds.clear();
        ended.countDown();
    }

    /** How many places a learner has by now. */
    int places(String learner) {
        return taken.getOrDefault(learner, 0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var told = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
            var learner = told.at("/data/learner/email").asString("");
            if (waits(Hold.BEFORE, learner)) {
                return;
            }
            var again = !known.add(exchange.getRequestHeaders().getFirst("webhook-id"));
            if (!again) {
                taken.merge(learner, 1, Integer::sum);
            }
            if (!waits(Hold.AFTER, learner)) {
                exchange.sendResponseHeaders(again ? 409 : 201, -1);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean waits(Hold hold, String learner) throws InterruptedException {
        if (holds.get(learner) != hold) {
            return false;
        }
        held.add(learner);
        ended.await();
        return true;
    }

    @Override
    public void close() {
        end();
        server.stop(0);
        threads.shutdownNow();
    }
}
