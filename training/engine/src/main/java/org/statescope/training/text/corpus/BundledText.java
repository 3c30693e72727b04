package org.statescope.training.text.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.statescope.training.run.TextConfiguration;

/// A book that comes with Statescope.
record BundledText(String source, URL resource) implements TextSource {
  private static final String RESOURCES = "/org/statescope/assets/text/";
  private static final int BUFFER = 1 << 16;

  static BundledText of(TextConfiguration text) throws TextException {
    URL resource = BundledText.class.getResource(RESOURCES + text.label() + ".txt.gz");
    if (resource == null) {
      throw new TextException(
          "There is no bundled text '%s': choose %s, or name a text file or folder."
              .formatted(text.label(), TextConfiguration.MOBY_DICK));
    }
    return new BundledText(text.source(), resource);
  }

  @Override
  public List<SourceStamp> stamps() throws IOException {
    URLConnection connection = resource.openConnection();
    connection.setUseCaches(false);
    try (InputStream opened = connection.getInputStream()) {
      long bytes = Math.max(connection.getContentLengthLong(), opened.available());
      return List.of(new SourceStamp(source, bytes, 0));
    }
  }

  @Override
  public boolean isPlainWithin(long bytes) {
    return true;
  }

  @Override
  public List<String> read(String field, TextSink text, PreparationMonitor monitor)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    try (InputStream plain = new GZIPInputStream(resource.openStream(), BUFFER)) {
      for (int length; (length = plain.read(buffer)) >= 0; ) {
        text.write(buffer, 0, length);
      }
    }
    return List.of();
  }
}
