package dev.xray.core.report;

import dev.xray.core.Disclaimer;
import dev.xray.core.codec.GreyImage;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageTypeSpecifier;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.metadata.IIOInvalidTreeException;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageOutputStream;

/** Drawings and thumbnails to bytes; the same bytes for the same pixels. */
final class Png {
  private static final String PNG_METADATA = "javax_imageio_png_1.0";

  static {
    // Otherwise ImageIO makes cache files in the folder for temporary files.
    ImageIO.setUseCache(false);
  }

  private Png() {}

  /** PNG whose text chunk {@code Disclaimer} carries the disclaimer. */
  static byte[] encode(BufferedImage image) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("png").next();
    try {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      IIOMetadata metadata =
          writer.getDefaultImageMetadata(new ImageTypeSpecifier(image), parameters);
      metadata.mergeTree(PNG_METADATA, disclaimer());
      return write(writer, new IIOImage(image, null, metadata), parameters);
    } catch (IIOInvalidTreeException e) {
      throw new IllegalStateException(e);
    } finally {
      writer.dispose();
    }
  }

  /** A small JPEG, not larger than {@code side} in either direction; a tiny one is coarser too. */
  static byte[] thumbnail(GreyImage picture, int side) {
    double scale =
        Math.min(1, Math.min((double) side / picture.width(), (double) side / picture.height()));
    int width = Math.max(1, (int) Math.round(picture.width() * scale));
    int height = Math.max(1, (int) Math.round(picture.height() * scale));
    BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = small.createGraphics();
    Canvas.configure(graphics, 1);
    graphics.drawImage(of(picture), 0, 0, width, height, null);
    graphics.dispose();
    return jpeg(small, side < 100 ? 0.65f : 0.8f);
  }

  /** A drawing for a page, in a tenth of the bytes of a PNG; edges blur a little. */
  static byte[] photograph(BufferedImage drawing) {
    return jpeg(drawing, 0.85f);
  }

  /** The picture for drawing. */
  static BufferedImage of(GreyImage picture) {
    BufferedImage image =
        new BufferedImage(picture.width(), picture.height(), BufferedImage.TYPE_BYTE_GRAY);
    byte[] target = ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    System.arraycopy(picture.pixels(), 0, target, 0, target.length);
    return image;
  }

  private static byte[] jpeg(BufferedImage image, float quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try {
      ImageWriteParam parameters = writer.getDefaultWriteParam();
      parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      parameters.setCompressionQuality(quality);
      return write(writer, new IIOImage(image, null, null), parameters);
    } finally {
      writer.dispose();
    }
  }

  private static byte[] write(ImageWriter writer, IIOImage image, ImageWriteParam parameters) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, image, parameters);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static IIOMetadataNode disclaimer() {
    IIOMetadataNode entry = new IIOMetadataNode("tEXtEntry");
    entry.setAttribute("keyword", "Disclaimer");
    entry.setAttribute("value", Disclaimer.TEXT);
    IIOMetadataNode text = new IIOMetadataNode("tEXt");
    text.appendChild(entry);
    IIOMetadataNode root = new IIOMetadataNode(PNG_METADATA);
    root.appendChild(text);
    return root;
  }
}
