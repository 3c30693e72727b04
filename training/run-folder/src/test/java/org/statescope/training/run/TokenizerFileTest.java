package org.statescope.training.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenizerFileTest {
  @TempDir private Path folder;

  private Path file(String json) throws IOException {
    return Files.writeString(folder.resolve("tokenizer.json"), json);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0, \"b\": 7, \"c\": 3}}} | 8",
        "{\"model\": {\"vocab\": [[\"a\", -1.5], [\"b\", 2], [\"c\", 0]], \"unk_id\": 0}} | 3",
        "{\"added_tokens\": [{\"id\": 9, \"content\": \"x\"}, {\"content\": \"y\", \"id\": 2}],"
            + " \"model\": {\"merges\": [[\"a\", \"b\"]], \"vocab\": {\"a\": 0}}} | 10",
        "{\"version\": {\"vocab\": {\"x\": 99}}, \"model\": {\"vocab\": {\"a\": 0, \"b\": 1}}} | 2"
      })
  void theVocabularyReachesToTheLargestTokenNumber(String json, int size) throws IOException {
    assertEquals(size, TokenizerFile.read(file(json)).vocabularySize());
  }

  @Test
  void theFingerprintIsThatOfTheWholeFile() throws IOException {
    String json = "{\"model\": {\"vocab\": {\"a\": 0, \"b\": 1}}}";
    String one = TokenizerFile.read(file(json)).sha256();
    assertEquals(one, TokenizerFile.read(file(json)).sha256());
    assertTrue(!one.equals(TokenizerFile.read(file(json + "\n")).sha256()));
    assertEquals(64, one.length());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no JSON", "[]", "{}", "{\"model\": {}}", "{\"model\": {\"vocab\":"})
  void whatIsNoTokenizerIsRefusedInOneSentence(String json) throws IOException {
    Path file = file(json);
    TokenizerException failure =
        assertThrows(TokenizerException.class, () -> TokenizerFile.read(file));
    assertTrue(failure.getMessage().contains(file.toString()), failure.getMessage());
    assertEquals(1, failure.getMessage().lines().count());
  }

  @Test
  void aMissingFileIsRefusedInOneSentence() {
    TokenizerException failure =
        assertThrows(
            TokenizerException.class,
            () -> TokenizerFile.read(folder.resolve("gone.json").toString()));
    assertTrue(failure.getMessage().contains("gone.json"), failure.getMessage());
  }

  @Test
  void textConfigurationsOfOlderRunsHaveTheirDefaults() throws IOException {
    Path old =
        file("{\"source\": \"a.txt\", \"validation_fraction\": 0.05, \"tokenizer\": \"bytes\"}");
    assertEquals(TextConfiguration.bytesOf("a.txt"), RunJson.read(old, TextConfiguration.class));
    TextConfiguration chosen =
        TextConfiguration.bytesOf("a.txt")
            .withField("body")
            .withTokenizer("t.json")
            .withBatches(BatchOrder.CONTIGUOUS);
    RunJson.write(old, chosen);
    assertEquals(chosen, RunJson.read(old, TextConfiguration.class));
  }
}
