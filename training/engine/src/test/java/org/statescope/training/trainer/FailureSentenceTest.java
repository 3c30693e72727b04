package org.statescope.training.trainer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FailureSentenceTest {
  private static final Path RUN = Path.of("runs", "a");

  @Test
  void aFullDiskIsCalledByItsNameWithTheWayOut() {
    for (IOException failure :
        new IOException[] {
          new IOException("No space left on device"),
          new FileSystemException("model.safetensors", null, "No space left on device"),
          new IOException("Disk quota exceeded"),
          new IOException("There is not enough space on the disk")
        }) {
      String sentence = FailureSentence.of(failure, RUN);
      assertTrue(sentence.startsWith("The disk that holds " + RUN + " is full"), sentence);
      assertTrue(sentence.endsWith("statescope resume " + RUN), sentence);
      assertEquals(1, sentence.lines().count());
    }
  }

  @Test
  void anotherFailureIsToldInTheSystemsWords() {
    String sentence = FailureSentence.of(new IOException("Input/output\nerror"), RUN);
    assertTrue(sentence.contains("Input/output error"), sentence);
  }
}
