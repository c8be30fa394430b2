package market.tessera.checkout.roster;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A file of the CSV binding (OneRoster 1.2, CSV tables, section 5): its columns in their order, each with the member of the resource that
 * it comes from, or none.
 */
enum Sheet {
    ACADEMIC_SESSIONS("academicSessions", Resource.TERMS, "title type startDate endDate parentSourcedId= schoolYear"),
    CLASSES(
            "classes",
            Resource.CLASSES,
            "title grades= courseSourcedId=course.sourcedId classCode classType location schoolSourcedId=school.sourcedId termSourcedIds=terms.0.sourcedId subjects= subjectCodes= periods="),
    COURSES(
            "courses",
            Resource.COURSES,
            "schoolYearSourcedId= title courseCode grades= orgSourcedId=org.sourcedId subjects= subjectCodes="),
    ENROLLMENTS(
            "enrollments",
            Resource.ENROLLMENTS,
            "classSourcedId=class.sourcedId schoolSourcedId=school.sourcedId userSourcedId=user.sourcedId role primary= beginDate endDate"),
    ORGS("orgs", Resource.ORGS, "name type identifier parentSourcedId="),
    ROLES(
            "roles",
            Resource.USERS,
            "userSourcedId=sourcedId roleType=roles.0.roleType role=roles.0.role beginDate= endDate= orgSourcedId=roles.0.org.sourcedId userProfileSourcedId="),
    USERS(
            "users",
            Resource.USERS,
            "enabledUser username userIds= givenName familyName middleName= identifier= email sms= phone= agentSourcedIds= grades= password= userMasterIdentifier= resourceSourcedIds= preferredGivenName= preferredMiddleName= preferredFamilyName= primaryOrgSourcedId=primaryOrg.sourcedId pronouns=");

    private final String file;
    private final Resource resource;
    private final String columns;

    Sheet(String file, Resource resource, String columns) {
        this.file = file;
        this.resource = resource;
        this.columns = "sourcedId status dateLastModified " + columns;
    }

    String file() {
        return file;
    }

    Resource resource() {
        return resource;
    }

    List<String> header() {
        return columns().map(column -> column.split("=", -1)[0]).toList();
    }

    /** @param whole a file of everything, which says nothing of states and changes */
    List<String> line(JsonNode row, boolean whole) {
        return columns().map(column -> cell(column, row, whole)).toList();
    }

    private Stream<String> columns() {
        return Arrays.stream(columns.split(" ", -1));
    }

    private String cell(String column, JsonNode row, boolean whole) {
        if (whole && (column.equals("status") || column.equals("dateLastModified"))) {
            return "";
        }
        var path = column.contains("=") ? column.substring(column.indexOf('=') + 1) : column;
        var value = path.isEmpty() ? "" : row.at("/" + path.replace('.', '/')).asString("");
        return this == ROLES && column.equals("sourcedId") ? value + "-student" : value;
    }
}
