package dev.xray.core.dataset.fetch;

import dev.xray.core.XrayException;
import java.util.Optional;

/**
 * What Kaggle means by a status.
 *
 * @param name of the collection
 * @param origin the data set
 */
record KaggleRefusal(String name, Origin.Kaggle origin) implements Refusal {
  private static final String NEW_TOKEN =
      "https://www.kaggle.com/settings makes one ('Create New Token'), a file kaggle.json for the"
          + " folder .kaggle of your home";

  @Override
  public XrayException of(int status, String host, boolean redirected, Optional<String> said) {
    String problem = redirected ? storage(status, host) : api(status);
    return new XrayException(
        name
            + " cannot be downloaded: "
            + problem
            + said.map(words -> " Kaggle says: " + words).orElse(""));
  }

  private String api(int status) {
    String set = origin.owner() + "/" + origin.dataset();
    return switch (status) {
      case 401 ->
          origin
              .credentials()
              .map(
                  token ->
                      "Kaggle does not accept the "
                          + token
                          + " (401). Perhaps the token was revoked; "
                          + NEW_TOKEN
                          + ".")
              .orElse(
                  "Kaggle wants a token (401): "
                      + NEW_TOKEN
                      + ". Or set KAGGLE_USERNAME and KAGGLE_KEY, or add a <server> with id kaggle"
                      + " to Maven's settings.xml.");
      case 403 ->
          "Kaggle does not allow "
              + set
              + " to this account (403). Its terms have to be accepted by a person, once: sign in,"
              + " open "
              + origin.page()
              + " and press Download. If that does not work either, its owner has not shared it.";
      case 404 ->
          "Kaggle has no data set "
              + set
              + " with a version "
              + origin.version()
              + " (404). "
              + origin.page()
              + " shows which there are.";
      default -> "Kaggle answers with the status " + status + ".";
    };
  }

  private static String storage(int status, String host) {
    return "the storage to which Kaggle sends us, "
        + host
        + ", answers with the status "
        + status
        + ". Links to it expire: try again.";
  }
}
