package org.statescope.training.run.design;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.statescope.analysis.design.ClampPoles;
import org.statescope.analysis.design.MovePole;
import org.statescope.analysis.design.PoleEdit;
import org.statescope.analysis.design.PoleEdits;
import org.statescope.analysis.design.PruneState;
import org.statescope.analysis.design.TruncateLayer;
import org.statescope.analysis.lti.Complex;

class PoleEditsFileTest {
  static final PoleEdits EVERY_KIND =
      PoleEdits.of(
          new MovePole(0, 3, 5, new Complex(-0.1, 1.0 / 3)),
          new MovePole(1, 0, 2, new Complex(-1e-300, 5e300), 4),
          new ClampPoles(0, PoleEdit.ALL, 0.1),
          new ClampPoles(2, 7, 0.1, 1 / 0.3),
          new PruneState(0, PoleEdit.ALL, 3),
          new PruneState(0, 6, 3),
          new TruncateLayer(4, 8));

  @TempDir private Path folder;

  @Test
  void whatIsWrittenIsReadBackToTheLastBit() throws IOException {
    Path file = folder.resolve("edits.json");
    PoleEditsFile.write(file, EVERY_KIND);
    assertEquals(EVERY_KIND, PoleEditsFile.read(file));
    assertEquals(
        PoleEdits.NONE, PoleEditsFile.parse(PoleEditsFile.text(PoleEdits.NONE), "nothing"));
  }

  @Test
  void theDocumentedFormatIsRead() throws IOException {
    assertEquals(
        PoleEdits.of(
            new MovePole(0, 3, 5, new Complex(-0.1, 0.5)),
            new ClampPoles(0, PoleEdit.ALL, 0.1, 2),
            new PruneState(1, PoleEdit.ALL, 4),
            new TruncateLayer(2, 8)),
        PoleEditsFile.parse(
            """
            {
              "format" : 1,
              "edits" : [
                {"edit" : "move", "layer" : 0, "system" : 3, "state" : 5, "real" : -0.1, "imaginary" : 0.5},
                {"edit" : "clamp", "layer" : 0, "system" : "all", "least_rate" : 0.1, "greatest_rate" : 2},
                {"edit" : "prune", "layer" : 1, "system" : "all", "state" : 4},
                {"edit" : "truncate", "layer" : 2, "order" : 8}
              ]
            }
            """,
            "the text"));
  }

  @Test
  void whatIsNoListOfEditsIsOneSentence() {
    refused("{", "no JSON");
    refused("[]", "no array 'edits'");
    refused("{\"format\":2,\"edits\":[]}", "format 2");
    refused(edit("{\"edit\":\"bend\"}"), "edit 1: 'bend' is no edit");
    refused(edit("7"), "edit 1: it has no edit");
    refused(edit("{\"edit\":\"truncate\",\"layer\":0}"), "it has no order");
    refused(edit("{\"edit\":\"truncate\",\"layer\":0.5,\"order\":1}"), "its layer is 0.5");
    refused(
        edit("{\"edit\":\"truncate\",\"layer\":0,\"order\":1},{\"edit\":\"truncate\"}"), "edit 2");
    refused(
        edit("{\"edit\":\"prune\",\"layer\":0,\"system\":-1,\"state\":1}"),
        "system is -1 but must be a number from 0 or \"all\"");
    refused(
        edit("{\"edit\":\"prune\",\"layer\":0,\"system\":1,\"state\":1,\"staet\":2}"), "'staet'");
    refused(
        edit("{\"edit\":\"clamp\",\"layer\":0,\"system\":1,\"least_rate\":\"x\"}"),
        "must be a number");
    refused(
        edit("{\"edit\":\"clamp\",\"layer\":0,\"system\":1,\"least_rate\":-1}"),
        "must be a number above 0");
  }

  @Test
  void aMissingFileIsOneSentence() {
    DesignFileException failure =
        assertThrows(
            DesignFileException.class, () -> PoleEditsFile.read(folder.resolve("none.json")));
    assertTrue(String.valueOf(failure.getMessage()).startsWith("There is no file"));
  }

  private static String edit(String edits) {
    return "{\"edits\":[" + edits + "]}";
  }

  private static void refused(String text, String part) {
    DesignFileException failure =
        assertThrows(DesignFileException.class, () -> PoleEditsFile.parse(text, "e.json"));
    String sentence = String.valueOf(failure.getMessage());
    assertTrue(sentence.contains(part) && sentence.contains("e.json"), sentence);
    assertEquals(1, sentence.lines().count(), sentence);
    assertTrue(sentence.endsWith("."), sentence);
  }
}
