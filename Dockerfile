# One image for each of the four applications: docker build --build-arg APPLICATION=checkout .
# `mvn -DskipTests package` has built <application>/target/<application>-exec.jar before.
FROM eclipse-temurin:25-jre AS layers
ARG APPLICATION
COPY ${APPLICATION}/target/${APPLICATION}-exec.jar /application.jar
RUN java -Djarmode=tools -jar /application.jar extract --layers --launcher --destination /layers

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --home-dir /app tessera && install -d -o tessera -g tessera /app/imports
WORKDIR /app
COPY --from=layers /layers/dependencies/ ./
COPY --from=layers /layers/spring-boot-loader/ ./
COPY --from=layers /layers/snapshot-dependencies/ ./
COPY --from=layers /layers/application/ ./
USER tessera
EXPOSE 8080 9090
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=70 --enable-native-access=ALL-UNNAMED"
ENTRYPOINT ["java", "org.springframework.boot.loader.launch.JarLauncher"]
