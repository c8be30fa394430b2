package market.tessera.provider.importpictures;

import market.tessera.platform.work.Recurring;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Brings pictures that imports name, beside everything else. Several instances share the work. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PictureProperties.class)
class PictureConfiguration {
    @Bean
    Recurring bringsPictures(BringPictures bringPictures, PictureProperties properties) {
        return Recurring.every("Bringing pictures of imports", properties.poll(), bringPictures::round)
                .afterAPause();
    }
}
