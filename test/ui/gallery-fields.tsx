import { Button, ButtonRow, SubmitButton } from '../../src/ui/button.tsx';
import { ErrorSummary } from '../../src/ui/error-summary.tsx';
import {
  CheckboxGroup,
  DateField,
  FileField,
  MoneyField,
  PasswordField,
  RadioGroup,
  SelectField,
  TextArea,
  TextField,
} from '../../src/ui/fields.tsx';
import { Form } from '../../src/ui/form.tsx';
import { Section } from '../../src/ui/page-head.tsx';
import type { PartProps } from './gallery-parts.tsx';

/** A form with every kind of field, come back with two faults. */
export function Fields({ ctx, say }: PartProps) {
  return (
    <Section title={say('Permohonan')}>
      <ErrorSummary
        ctx={ctx}
        errors={[
          { field: 'nama', message: say('Tulis nama lengkap Anda.') },
          { field: 'layanan', message: say('Pilih layanan.') },
        ]}
      />
      <Form action="/kantah-bandar-lampung/permohonan" multipart>
        <TextField
          ctx={ctx}
          name="nama"
          label={say('Nama Lengkap')}
          value={say('Siti')}
          autocomplete="name"
          error={say('Tulis nama lengkap Anda.')}
          description={say('Seperti tertulis di KTP.')}
        />
        <TextArea
          ctx={ctx}
          name="keterangan"
          label={say('Keterangan tambahan')}
          value={say('Rumah warisan')}
          optional
        />
        <SelectField
          ctx={ctx}
          name="jenis"
          label={say('Layanan Pertanahan')}
          value="b"
          options={[
            { value: 'a', label: say('Roya') },
            { value: 'b', label: say('Pengecekan sertipikat'), group: say('Informasi') },
          ]}
        />
        <RadioGroup
          ctx={ctx}
          name="layanan"
          label={say('Siapa pemohonnya?')}
          value="saya"
          boxed
          error={say('Pilih layanan.')}
          choices={[
            { value: 'saya', label: say('Saya sendiri') },
            {
              value: 'kuasa',
              label: say('Orang lain'),
              description: say('Anda perlu surat kuasa.'),
            },
          ]}
        />
        <CheckboxGroup
          ctx={ctx}
          name="setuju"
          label={say('Persetujuan')}
          values={['ya']}
          choices={[{ value: 'ya', label: say('Data saya benar.') }]}
        />
        <DateField ctx={ctx} name="tanggal" label={say('Tanggal lahir')} value="1999-08-17" />
        <PasswordField
          ctx={ctx}
          name="sandi"
          label={say('Kata sandi')}
          autocomplete="new-password"
        />
        <MoneyField ctx={ctx} name="nilai" label={say('Nilai transaksi')} value={say('175.000')} />
        <FileField
          ctx={ctx}
          name="berkas"
          label={say('Lampiran Dokumen Persyaratan')}
          description={say('jpg, png, pdf, docx atau zip, paling besar 60 MB.')}
          accept=".jpg,.png,.pdf"
          multiple
        />
        <ButtonRow>
          <SubmitButton>{say('Kirim permohonan')}</SubmitButton>
          <SubmitButton kind="secondary" name="simpan" value={say('ya')} formNoValidate>
            {say('Simpan dulu')}
          </SubmitButton>
          <Button type="button" kind="tertiary" label={say('Batal mengirim permohonan')}>
            {say('Batal')}
          </Button>
          <Button type="button" kind="danger">
            {say('Hapus')}
          </Button>
        </ButtonRow>
      </Form>
    </Section>
  );
}
