package org.statescope.training.experiment.report;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/// Reads a report's files the way other programs do.
public final class ReportFiles {
  private ReportFiles() {}

  /// Parses a page or figure; what is not well-formed fails.
  public static Document parsed(Path file) throws IOException, SAXException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setNamespaceAware(true);
      return factory.newDocumentBuilder().parse(file.toFile());
    } catch (ParserConfigurationException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Every file of the report is well-formed where it is XML, and no number in it is undefined.
  public static void assertSound(Path report) throws IOException, SAXException {
    try (Stream<Path> files = Files.walk(report)) {
      List<Path> all = files.filter(Files::isRegularFile).toList();
      assertTrue(all.size() > 4, all.toString());
      for (Path file : all) {
        String text = Files.readString(file);
        assertFalse(text.contains("NaN"), file + " holds a NaN");
        assertFalse(text.contains("Infinity"), file + " holds an infinity");
        if (!file.toString().endsWith(".csv")) {
          parsed(file);
        }
      }
    }
  }

  /// The rows of a table by cells; only for tables without quoted cells.
  public static List<List<String>> rows(Path csv) throws IOException {
    return Files.readString(csv).lines().map(line -> List.of(line.split(",", -1))).toList();
  }

  /// The cell of a column in the first row that begins with these cells.
  public static String cell(Path csv, String column, String... begin) throws IOException {
    List<List<String>> rows = rows(csv);
    int index = rows.getFirst().indexOf(column);
    assertTrue(index >= 0, "no column " + column + " in " + rows.getFirst());
    return rows.stream()
        .skip(1)
        .filter(row -> row.subList(0, begin.length).equals(List.of(begin)))
        .findFirst()
        .orElseThrow()
        .get(index);
  }
}
