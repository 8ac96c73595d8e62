package dev.xray.core.audit.leakage;

import java.util.Arrays;
import java.util.List;

/** The checks for leakage, by the names under which their findings are accepted. */
public enum Leak {
  /** A patient stands in more than one part of the split. */
  PATIENT("patient.split"),
  /** Two files have the same bytes. */
  FILE("duplicate.file"),
  /** Two files have the same pixels once decoded. */
  PIXELS("duplicate.pixels"),
  /** Two files show one radiograph, changed a little. */
  NEAR("duplicate.near"),
  /** Two files show pictures so alike that they may be one radiograph; never serious. */
  POSSIBLE("duplicate.possible"),
  /** One picture is labelled with both classes. */
  LABEL("label.contradiction");

  private final String id;

  Leak(String id) {
    this.id = id;
  }

  /** Its name, such as {@code duplicate.near}. */
  public String id() {
    return id;
  }

  /** The names of all. */
  public static List<String> ids() {
    return Arrays.stream(values()).map(Leak::id).toList();
  }
}
