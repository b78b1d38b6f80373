/** Sound: a slow arpeggio of sine tones, 16-bit mono. */
export function arpeggioWav(seconds: number, rate = 8000): Buffer {
  const samples = Math.round(seconds * rate);
  const wav = Buffer.alloc(44 + samples * 2);
  wav.write("RIFF", 0, "latin1");
  wav.writeUInt32LE(36 + samples * 2, 4);
  wav.write("WAVEfmt ", 8, "latin1");
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20); // PCM
  wav.writeUInt16LE(1, 22); // one channel
  wav.writeUInt32LE(rate, 24);
  wav.writeUInt32LE(rate * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write("data", 36, "latin1");
  wav.writeUInt32LE(samples * 2, 40);
  const tones = [261.63, 329.63, 392, 523.25];
  for (let index = 0; index < samples; index++) {
    const time = index / rate;
    const beat = time % 0.5;
    const tone = tones[Math.floor(time / 0.5) % tones.length] ?? 0;
    const loudness = 0.3 * Math.min(1, beat * 50) * (1 - beat * 1.6);
    wav.writeInt16LE(Math.round(32_767 * loudness * Math.sin(2 * Math.PI * tone * time)), 44 + index * 2);
  }
  return wav;
}
