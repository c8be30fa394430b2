package market.tessera.sandbox.launcher;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import market.tessera.sandbox.servers.Addresses;

/** How the applications are configured here, by the names of the environment variables that production uses. */
record Settings(int port, Addresses servers, String database, Secrets secrets, URI stripe) {

    static String url(int port) {
        return "http://localhost:" + port;
    }

    Map<String, Object> shared() {
        var settings = new HashMap<String, Object>();
        settings.put("TESSERA_PUBLIC_URL", url(port));
        settings.put("TESSERA_DB_HOST", servers.postgresHost());
        settings.put("TESSERA_DB_PORT", servers.postgresPort());
        settings.put("TESSERA_DB_NAME", database);
        settings.put("TESSERA_DB_PASSWORD", secrets.get("database"));
        settings.put("TESSERA_OPENSEARCH_URL", servers.openSearchUrl());
        settings.put("TESSERA_SECURE_COOKIES", "false");
        settings.put("TESSERA_LEARNER_PUBLIC_KEY", secrets.get("learner-public-key"));
        settings.put("TESSERA_STAFF_PUBLIC_KEY", secrets.get("staff-public-key"));
        return settings;
    }

    Map<String, Object> portal() {
        return Map.of("TESSERA_STAFF_PRIVATE_KEY", secrets.get("staff-private-key"));
    }

    Map<String, Object> checkout() {
        return Map.of(
                "STRIPE_SECRET_KEY", "sk_test_sandbox",
                "STRIPE_WEBHOOK_SECRET", secrets.get("stripe-webhook"),
                "STRIPE_API_BASE", stripe.toString(),
                "TESSERA_KEY_ENCRYPTION_KEY", secrets.get("key-encryption"));
    }

    Map<String, Object> indexer() {
        return Map.of();
    }

    Map<String, Object> storefront() {
        return Map.of("TESSERA_LEARNER_PRIVATE_KEY", secrets.get("learner-private-key"));
    }
}
