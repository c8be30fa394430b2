package market.tessera.sandbox.launcher;

import java.util.HashMap;
import java.util.Map;
import market.tessera.sandbox.sampledata.SampleKey;
import market.tessera.sandbox.sampledata.SamplePerson;
import market.tessera.sandbox.servers.Addresses;

/** How the applications are configured here, by the names of the environment variables that production uses. */
record Settings(int port, Addresses servers, String database, DataFolder data, Secrets secrets, Simulators simulators) {

    /** On one's own machine nobody takes turns with others; programs are tried out here. */
    private static final String GENEROUS_API_QUOTA = "12000";

    /** A key still grants more than none. */
    private static final String GENEROUS_KEY_QUOTA = "60000";

    /** Everything starts at once on one machine: the first searches meet cold engines. */
    private static final String PATIENT = "3s";

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
        settings.put("springdoc.api-docs.enabled", "false");
        settings.putAll(simulators.settings(secrets));
        return settings;
    }

    Map<String, Object> portal() {
        var settings = new HashMap<String, Object>();
        settings.put("TESSERA_STAFF_PRIVATE_KEY", secrets.get("staff-private-key"));
        settings.put("TESSERA_KEY_ENCRYPTION_KEY", secrets.get("key-encryption"));
        settings.put("portal.operator-api-key", secrets.get("operator-api-key"));
        settings.put("portal.imports.spool", data.resolve("imports").toString());
        settings.put("portal.imports.mappings", data.resolve("mappings").toString());
        var staff = SamplePerson.all().stream().filter(SamplePerson::isStaff).toList();
        for (var i = 0; i < staff.size(); i++) {
            person(settings, "portal.bootstrap.people[" + i + "].", staff.get(i));
        }
        settings.put("portal.operator-email", "");
        settings.put("portal.bootstrap.second-factor", "false");
        settings.put("portal.bootstrap.provider", SamplePerson.PROVIDER);
        for (var i = 0; i < SampleKey.all().size(); i++) {
            var prefix = "portal.bootstrap.keys[" + i + "].";
            var key = SampleKey.all().get(i);
            settings.put(prefix + "label", key.role());
            settings.put(prefix + "secret", secrets.get(key.secret()));
            settings.put(prefix + "scopes", String.join(",", key.scopes()));
            settings.put(prefix + "elsewhere", String.valueOf(key.elsewhere()));
        }
        settings.put("springdoc.api-docs.enabled", "true");
        return settings;
    }

    Map<String, Object> checkout() {
        return Map.of("TESSERA_KEY_ENCRYPTION_KEY", secrets.get("key-encryption"));
    }

    Map<String, Object> indexer() {
        return Map.of();
    }

    Map<String, Object> storefront() {
        var settings = new HashMap<String, Object>();
        settings.put("TESSERA_LEARNER_PRIVATE_KEY", secrets.get("learner-private-key"));
        settings.put("springdoc.api-docs.enabled", "true");
        settings.put("storefront.catalogue.timeout", PATIENT);
        settings.put(
                "storefront.quota.anonymous", System.getenv().getOrDefault("TESSERA_API_QUOTA", GENEROUS_API_QUOTA));
        settings.put("storefront.quota.key", System.getenv().getOrDefault("TESSERA_API_KEY_QUOTA", GENEROUS_KEY_QUOTA));
        person(settings, "storefront.bootstrap.people[0].", SamplePerson.LEARNER);
        return settings;
    }

    private void person(Map<String, Object> settings, String prefix, SamplePerson person) {
        settings.put(prefix + "email", person.email());
        settings.put(prefix + "name", person.name());
        settings.put(prefix + "password", secrets.password(person.role()));
        if (person.equals(SamplePerson.OPERATOR)) {
            settings.put(prefix + "operator", "true");
        }
        if (!person.staffRoles().isEmpty()) {
            settings.put(prefix + "roles", String.join(",", person.staffRoles()));
        }
    }
}
