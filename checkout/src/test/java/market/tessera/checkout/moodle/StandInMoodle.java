package market.tessera.checkout.moodle;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Answers as Moodle's web services are documented to: refusals with status 200, {@code null} where nothing is returned. */
final class StandInMoodle implements AutoCloseable {
    static final String TOKEN = "0123456789abcdef0123456789abcdef";
    static final long COURSE = 42;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger ids = new AtomicInteger(100);
    private final Map<String, Long> users = new ConcurrentHashMap<>();
    private final Set<Long> enrolled = ConcurrentHashMap.newKeySet();
    private final Map<Long, Long> completed = new ConcurrentHashMap<>();
    private final Map<Long, Integer> grades = new ConcurrentHashMap<>();
    private final Set<String> addresses = ConcurrentHashMap.newKeySet();
    private volatile String forbidden = "";
    private volatile boolean refusesEnrolling;

    StandInMoodle() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://localhost:" + server.getAddress().getPort() + "/moodle";
    }

    long knows(String email) {
        return users.computeIfAbsent(email, _ -> (long) ids.incrementAndGet());
    }

    void enrolls(long user) {
        enrolled.add(user);
    }

    void drops(String email) {
        enrolled.remove(knows(email));
    }

    boolean hasEnrolled(String email) {
        return users.containsKey(email) && enrolled.contains(knows(email));
    }

    int accounts() {
        return users.size();
    }

    /** What somebody gets for the course, of fifty points. */
    void grades(String email, int points) {
        grades.put(knows(email), points);
    }

    void completes(String email) {
        completes(email, 1_772_438_400);
    }

    /** @param time in seconds, as it says it */
    void completes(String email, long time) {
        completed.put(knows(email), time);
    }

    void doesNotAllow(String function) {
        forbidden = function;
    }

    void refusesEnrolling(boolean refuses) {
        refusesEnrolling = refuses;
    }

    /** All that a log of addresses would have of it. */
    Set<String> addresses() {
        return addresses;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            addresses.add(exchange.getRequestURI().toString());
            var form = form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            var body = exchange.getRequestURI().getPath().equals("/moodle/webservice/rest/server.php")
                    ? result(form)
                    : "<html>Not found</html>";
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private String result(Map<String, String> form) {
        if (!TOKEN.equals(form.get("wstoken"))) {
            return refusal("moodle_exception", "invalidtoken", "Invalid token - token not found");
        }
        var function = form.getOrDefault("wsfunction", "");
        if (function.equals(forbidden)) {
            return refusal("webservice_access_exception", "accessexception", "Access control exception");
        }
        return switch (function) {
            case "core_webservice_get_site_info" -> siteInfo();
            case "core_course_get_courses_by_field" -> courses(form.get("value"));
            case "core_user_get_users_by_field" -> found(form.get("values[0]"));
            case "core_user_create_users" -> created(form.get("users[0][email]"), form.get("users[0][username]"));
            case "enrol_manual_enrol_users" -> enrol(Long.parseLong(form.get("enrolments[0][userid]")));
            case "enrol_manual_unenrol_users" -> unenrol(Long.parseLong(form.get("enrolments[0][userid]")));
            case "core_completion_get_course_completion_status" -> completion(Long.parseLong(form.get("userid")));
            case "core_enrol_get_enrolled_users" -> students();
            case "gradereport_user_get_grade_items" -> grades(Long.parseLong(form.get("userid")));
            default ->
                refusal(
                        "dml_missing_record_exception",
                        "invalidrecord",
                        "Can't find data record in database table external_functions.");
        };
    }

    private String siteInfo() {
        var functions = Arrays.stream(
                        ("core_user_get_users_by_field core_user_create_users core_course_get_courses_by_field"
                                        + " core_enrol_get_enrolled_users core_completion_get_course_completion_status"
                                        + " enrol_manual_enrol_users enrol_manual_unenrol_users")
                                .split(" "))
                .filter(name -> !name.equals(forbidden))
                .map(name -> "{\"name\":\"%s\",\"version\":\"2025041400\"}".formatted(name))
                .collect(Collectors.joining(","));
        return "{\"sitename\":\"Campus\",\"username\":\"tessera\",\"functions\":[" + functions + "]}";
    }

    private static String courses(String value) {
        return value.equals("42") || value.equals("INF-1")
                ? "{\"courses\":[{\"id\":42,\"fullname\":\"Infection control (campus)\",\"shortname\":\"INF-1\"}],\"warnings\":[]}"
                : "{\"courses\":[],\"warnings\":[]}";
    }

    private String found(String email) {
        var id = users.get(email);
        return id == null ? "[]" : "[{\"id\":%d,\"email\":\"%s\",\"suspended\":false}]".formatted(id, email);
    }

    private String created(String email, String username) {
        if (users.containsKey(email)) {
            return refusal(
                    "invalid_parameter_exception",
                    "invalidparameter",
                    "Invalid parameter value detected (Email address already exists: " + email + ")");
        }
        return "[{\"id\":%d,\"username\":\"%s\"}]".formatted(knows(email), username);
    }

    private String enrol(long user) {
        if (refusesEnrolling) {
            return refusal(
                    "moodle_exception",
                    "wsnoinstance",
                    "Manual enrolment plugin instance doesn't exist or is disabled for the course (id = 42)");
        }
        enrolled.add(user);
        return "null";
    }

    private String unenrol(long user) {
        enrolled.remove(user);
        return "null";
    }

    private String completion(long user) {
        var all = completed.containsKey(user);
        return """
                {"completionstatus":{"completed":%s,"aggregation":1,"completions":[
                 {"type":4,"title":"Activity completion","status":"Yes","complete":true,"timecompleted":1772352000,"details":{}},
                 {"type":6,"title":"Grade","status":"%s","complete":%s,"timecompleted":%s,"details":{}}]},"warnings":[]}
                """.formatted(all, all ? "Yes" : "No", all, all ? completed.get(user) : "null");
    }

    private String grades(long user) {
        return """
                {"usergrades":[{"courseid":42,"userid":%d,"gradeitems":[
                 {"id":7,"itemname":"Quiz","itemtype":"mod","graderaw":3,"grademin":0,"grademax":10},
                 {"id":8,"itemname":null,"itemtype":"course","graderaw":%s,"grademin":0,"grademax":50}]}],"warnings":[]}
                """.formatted(user, grades.get(user));
    }

    private String students() {
        return enrolled.stream()
                .map(id -> "{\"id\":%d,\"roles\":[{\"roleid\":5,\"shortname\":\"student\"}]}".formatted(id))
                .collect(Collectors.joining(
                        ",",
                        "[{\"id\":2,\"roles\":[{\"roleid\":3,\"shortname\":\"editingteacher\"}]}"
                                + (enrolled.isEmpty() ? "" : ","),
                        "]"));
    }

    private static String refusal(String exception, String code, String message) {
        return "{\"exception\":\"%s\",\"errorcode\":\"%s\",\"message\":\"%s\"}".formatted(exception, code, message);
    }

    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&"))
                .map(field -> field.split("=", 2))
                .filter(field -> field.length == 2)
                .collect(Collectors.toMap(
                        field -> URLDecoder.decode(field[0], StandardCharsets.UTF_8),
                        field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
