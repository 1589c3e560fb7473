import { afterEach, expect, test, vi } from 'vitest';
import { checkedPhoto } from './checked-photo';

afterEach(() => vi.unstubAllGlobals());

test('a photo of which no preview can be drawn is sent all the same', async () => {
  const whole = { width: 40, height: 30, close: vi.fn() };
  const draw = vi.fn().mockResolvedValueOnce(whole).mockRejectedValueOnce(new Error('cannot make it smaller'));
  vi.stubGlobal('createImageBitmap', draw);
  const file = new File(['x'], 'front.png', { type: 'image/png' });

  expect(await checkedPhoto(file)).toEqual({ file, fault: null, preview: null });
  expect(draw).toHaveBeenCalledTimes(2);
  expect(whole.close).toHaveBeenCalled();
});
