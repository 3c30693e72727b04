package org.statescope.training.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import picocli.CommandLine.IVersionProvider;

/// Versions of this program and of what it computes with, as the build wrote them down.
final class BuildFacts implements IVersionProvider {
  private static final String RESOURCE = "build.properties";

  /// By component: the program and its libraries, Java and the operating system.
  static SortedMap<String, String> versions() {
    Properties properties = new Properties();
    try (InputStream stream = BuildFacts.class.getResourceAsStream(RESOURCE)) {
      if (stream == null) {
        throw new IllegalStateException("The build left no " + RESOURCE + ".");
      }
      properties.load(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    SortedMap<String, String> versions = new TreeMap<>();
    for (String name : properties.stringPropertyNames()) {
      versions.put(name, properties.getProperty(name));
    }
    versions.put("java", Runtime.version().toString());
    versions.put(
        "operating-system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    return versions;
  }

  @Override
  public String[] getVersion() {
    return versions().entrySet().stream()
        .map(entry -> entry.getKey() + " " + entry.getValue())
        .toArray(String[]::new);
  }
}
