/** The longest side on paper and screen; a portrait of this size is some 60 kB. */
const longestSide = 640;
/** 200 kB in base64 */
const mostCharacters = 273_000;

/** A picture of any size as a small JPEG in base64; null when it is none. */
export const smallJpeg = async (file: Blob): Promise<string | null> => {
  const picture = await createImageBitmap(file).catch(() => null);
  if (picture === null) return null;
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const paper = canvas.getContext('2d');
  if (paper === null) return null;
  // A JPEG knows no transparency: what is see-through would turn black.
  paper.fillStyle = 'white';
  paper.fillRect(0, 0, canvas.width, canvas.height);
  paper.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const jpegs = [0.85, 0.7, 0.5].map((quality) => canvas.toDataURL('image/jpeg', quality).replace(/^data:image\/jpeg;base64,/, ''));
  return jpegs.find((jpeg) => jpeg.length <= mostCharacters) ?? null;
};
