// The search form sends only the fields that say something, so that its address stays short enough to be shared.
document.getElementById('find')?.addEventListener('formdata', ({ formData }) => {
  for (const [name, value] of [...formData]) if (value === '') formData.delete(name);
});
