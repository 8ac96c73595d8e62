package dev.xray.core.codec;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Writes small DICOM files, with everything in their headers that must not be seen elsewhere. */
public final class DicomFiles {
  /** Words of the headers that no output may have. */
  public static final String[] SECRETS = {
    "Secretname", "19431231", "Secret Hospital", "SECRET4711"
  };

  private DicomFiles() {}

  /** A file of 12 bits, MONOCHROME1, that shows an image. */
  public static byte[] of(GreyImage image, String patient) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[128]);
    out.writeBytes("DICM".getBytes(StandardCharsets.US_ASCII));
    text(out, 0x0002, 0x0010, "UI", "1.2.840.10008.1.2.1\0");
    text(out, 0x0008, 0x0050, "SH", SECRETS[3]);
    text(out, 0x0008, 0x0060, "CS", "DX");
    text(out, 0x0008, 0x0080, "LO", SECRETS[2]);
    text(out, 0x0010, 0x0010, "PN", SECRETS[0] + "^Anna");
    text(out, 0x0010, 0x0020, "LO", patient);
    text(out, 0x0010, 0x0030, "DA", SECRETS[1]);
    text(out, 0x0010, 0x0040, "CS", "F");
    text(out, 0x0010, 0x1010, "AS", "045Y");
    text(out, 0x0018, 0x5101, "CS", "PA");
    number(out, 0x0002, 1);
    text(out, 0x0028, 0x0004, "CS", "MONOCHROME1");
    number(out, 0x0010, image.height());
    number(out, 0x0011, image.width());
    number(out, 0x0100, 16);
    number(out, 0x0101, 12);
    number(out, 0x0102, 11);
    number(out, 0x0103, 0);
    text(out, 0x0028, 0x1050, "DS", "2048");
    text(out, 0x0028, 0x1051, "DS", "4096");
    ByteBuffer pixels = header(0x7FE0, 0x0010, "OW", 2 * image.pixels().length);
    for (byte level : image.pixels()) {
      pixels.putShort((short) (4095 - (level & 0xFF) * 4095 / 255));
    }
    out.writeBytes(pixels.array());
    return out.toByteArray();
  }

  private static void text(
      ByteArrayOutputStream out, int group, int element, String vr, String text) {
    byte[] value = (text.length() % 2 == 0 ? text : text + " ").getBytes(StandardCharsets.US_ASCII);
    out.writeBytes(header(group, element, vr, value.length).put(value).array());
  }

  private static void number(ByteArrayOutputStream out, int element, int number) {
    out.writeBytes(header(0x0028, element, "US", 2).putShort((short) number).array());
  }

  private static ByteBuffer header(int group, int element, String vr, int length) {
    boolean wide = vr.equals("OW");
    ByteBuffer bytes = ByteBuffer.allocate((wide ? 12 : 8) + length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort((short) group).putShort((short) element);
    bytes.put(vr.getBytes(StandardCharsets.US_ASCII));
    return wide ? bytes.putShort((short) 0).putInt(length) : bytes.putShort((short) length);
  }
}
