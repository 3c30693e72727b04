package org.statescope.training.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.statescope.training.hub.ModelFolder;
import org.statescope.training.hub.RandomModels;
import org.statescope.training.run.ModelConfiguration;
import org.statescope.training.run.SsmStructure;

/// What a model carries from token to token does not grow with the tokens.
class GenerationMemoryTest {
  private static final int FEW = 5;
  private static final int MANY = 2_000;

  @TempDir private Path folder;

  static List<ModelConfiguration> everyStructure() {
    return RandomModels.configurations();
  }

  private RecurrentModel load(ModelConfiguration model) throws IOException {
    return RecurrentModel.load(ModelFolder.read(RandomModels.write(folder, model)));
  }

  @ParameterizedTest
  @MethodSource("everyStructure")
  void generationHoldsAsMuchAfterManyTokensAsAfterFew(ModelConfiguration configuration)
      throws IOException {
    RecurrentModel model = load(configuration);
    Sampler sampler = new Sampler(1, 0.9, 3);
    int token = generate(model, sampler, 7, FEW);
    long few = elements(model) + elements(sampler);
    assertTrue(few > configuration.parameterCount() / 2, "the weights are not counted: " + few);
    generate(model, sampler, token, MANY);
    assertEquals(few, elements(model) + elements(sampler));
  }

  @Test
  void theMeasurementSeesACacheThatGrows() throws IOException {
    record Caching(RecurrentModel model, List<float[]> cache) {}
    Caching caching =
        new Caching(load(RandomModels.small(SsmStructure.MAMBA).build()), new ArrayList<>());
    caching.cache.add(caching.model.next(1).clone());
    long before = elements(caching);
    caching.cache.add(caching.model.next(2).clone());
    assertTrue(elements(caching) > before);
  }

  private static int generate(RecurrentModel model, Sampler sampler, int first, int count) {
    int token = first;
    for (int i = 0; i < count; i++) {
      token = sampler.draw(model.next(token));
    }
    return token;
  }

  /// Elements of all arrays and collections that can be reached through our own classes.
  private static long elements(Object root) {
    Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    Deque<Object> waiting = new ArrayDeque<>(List.of(root));
    long count = 0;
    while (!waiting.isEmpty()) {
      Object next = waiting.pop();
      if (!seen.add(next)) {
        continue;
      }
      List<Object> parts = new ArrayList<>();
      if (next.getClass().isArray()) {
        count += Array.getLength(next);
        if (next instanceof Object[] objects) {
          Collections.addAll(parts, objects);
        }
      } else if (next instanceof Collection<?> collection) {
        count += collection.size();
        parts.addAll(collection);
      } else if (next instanceof Map<?, ?> map) {
        count += map.size();
        parts.addAll(map.values());
      } else if (next.getClass().getName().startsWith("org.statescope.")) {
        fields(next, parts);
      }
      parts.stream().filter(part -> part != null).forEach(waiting::push);
    }
    return count;
  }

  private static void fields(Object object, List<Object> parts) {
    for (Class<?> type = object.getClass(); type != null; type = type.getSuperclass()) {
      for (Field field : type.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers())
            || field.getType().isPrimitive()
            || !type.getName().startsWith("org.statescope.")) {
          continue;
        }
        field.setAccessible(true);
        try {
          parts.add(field.get(object));
        } catch (IllegalAccessException e) {
          throw new AssertionError(e);
        }
      }
    }
  }
}
