package dev.xray.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.xray.core.dataset.Licence.Use;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LicenceTest {
  /** Left as tables, Kaggle, Creative Commons and SPDX write it. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          CC BY                                                  | CC-BY              | OPEN
          CC BY 4.0                                              | CC-BY-4.0          | OPEN
          cc-by-4.0                                              | CC-BY-4.0          | OPEN
          CC BY 4                                                | CC-BY-4.0          | OPEN
          Creative Commons Attribution 4.0 International         | CC-BY-4.0          | OPEN
          Attribution 4.0 International (CC BY 4.0)              | CC-BY-4.0          | OPEN
          https://creativecommons.org/licenses/by/4.0/           | CC-BY-4.0          | OPEN
          CC BY-SA 4.0 International                             | CC-BY-SA-4.0       | OPEN
          CC0                                                    | CC0-1.0            | OPEN
          CC0 1.0 Universal                                      | CC0-1.0            | OPEN
          CC0: Public Domain                                     | CC0-1.0            | OPEN
          https://creativecommons.org/publicdomain/zero/1.0/     | CC0-1.0            | OPEN
          https://creativecommons.org/publicdomain/mark/1.0/     | CC-PDM-1.0         | OPEN
          Public Domain                                          | public domain      | OPEN
          Apache 2.0                                             | Apache-2.0         | OPEN
          Apache License, Version 2.0                            | Apache-2.0         | OPEN
          MIT License                                            | MIT                | OPEN
          ODC-BY 1.0                                             | ODC-By-1.0         | OPEN
          CC BY-ND 4.0                                           | CC-BY-ND-4.0       | NO_DERIVATIVES
          CC BY-NC-SA                                            | CC-BY-NC-SA        | NON_COMMERCIAL
          cc by-nc-sa 4.0                                        | CC-BY-NC-SA-4.0    | NON_COMMERCIAL
          CC BY-SA-NC 4.0                                        | CC-BY-NC-SA-4.0    | NON_COMMERCIAL
          CC-BY-NC-ND                                            | CC-BY-NC-ND        | NON_COMMERCIAL
          Attribution-NonCommercial-ShareAlike 4.0 International | CC-BY-NC-SA-4.0    | NON_COMMERCIAL
          Creative Commons Attribution Non-Commercial 3.0        | CC-BY-NC-3.0       | NON_COMMERCIAL
          CC BY-NC-SA 3.0 IGO                                    | CC-BY-NC-SA-3.0-IGO| NON_COMMERCIAL
          https://creativecommons.org/licenses/by-nc/4.0/deed.en | CC-BY-NC-4.0       | NON_COMMERCIAL
          non-commercial                                         | non-commercial     | NON_COMMERCIAL
          CC BY 4.0, non-commercial                              | CC BY 4.0, non-commercial | NON_COMMERCIAL
          Research use only                                      | Research use only  | NON_COMMERCIAL
          CC BY-ND-SA                                            | CC BY-ND-SA        | UNRECOGNISED
          Other (specified in description)                       | Other (specified in description) | UNRECOGNISED
          permitted                                              | permitted          | UNRECOGNISED
          Unknown                                                | unknown            | UNKNOWN
          N/A                                                    | unknown            | UNKNOWN
          """)
  void one_licence_has_one_name(String written, String id, Use use) {
    assertThat(Licence.of(written)).isEqualTo(new Licence(id, use));
  }

  @Test
  void a_name_that_xray_gave_stands_for_itself() {
    for (String written : new String[] {"CC BY-NC-SA 4.0", "CC0", "Apache 2.0", "", "as agreed"}) {
      Licence once = Licence.of(written);
      assertThat(Licence.of(once.id())).isEqualTo(once);
    }
  }

  @Test
  void a_licence_of_several_lines_stands_on_one() {
    assertThat(Licence.of(" as \n agreed ").id()).isEqualTo("as agreed");
  }
}
