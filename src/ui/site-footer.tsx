import { safeHref } from './href.ts';
import { Localised } from './local.tsx';
import { officePath, type PageContext } from './page-context.ts';

const LAPOR = 'https://www.lapor.go.id/';

/** `wa.me` wants digits with the country code and nothing else. */
export function whatsappHref(number: string): string {
  const digits = number.replace(/\D/g, '').replace(/^0/, '62');
  return `https://wa.me/${digits}`;
}

/** Where the office is, when it is open, how to reach it and where to complain. */
export function SiteFooter({ ctx }: { readonly ctx: PageContext }) {
  const { office, t, lang } = ctx;
  return (
    <footer class="sl-footer">
      <div class="sl-wrap sl-footer-columns">
        {office === undefined ? (
          <p>{t('ui.footer.product')}</p>
        ) : (
          <>
            <section>
              <h2>
                <Localised text={office.name} lang={lang} />
              </h2>
              {office.address === undefined ? null : <p>{office.address}</p>}
            </section>
            <section>
              <h2>{t('ui.footer.hours')}</h2>
              <p>
                {office.hours === undefined ? (
                  t('ui.footer.hours_unknown')
                ) : (
                  <Localised text={office.hours} lang={lang} />
                )}
              </p>
            </section>
            <section>
              <h2>{t('ui.footer.contact')}</h2>
              <ul>
                {office.phone === undefined ? null : (
                  <li>
                    {t('ui.footer.phone')}{' '}
                    <a href={safeHref(`tel:${office.phone.replace(/[^\d+]/g, '')}`)}>
                      {office.phone.replaceAll(' ', '\u00a0')}
                    </a>
                  </li>
                )}
                {office.whatsapp === undefined ? null : (
                  <li>
                    WhatsApp <a href={whatsappHref(office.whatsapp)}>{office.whatsapp}</a>
                  </li>
                )}
                {office.email === undefined ? null : (
                  <li>
                    <a href={safeHref(`mailto:${office.email}`)}>{office.email}</a>
                  </li>
                )}
                <li>
                  <a href={LAPOR}>{t('ui.footer.lapor')}</a>
                </li>
              </ul>
            </section>
            <section>
              <h2>{t('ui.footer.help')}</h2>
              <ul>
                <li>
                  <a href={officePath(ctx, '/panduan')}>{t('ui.footer.guide')}</a>
                </li>
              </ul>
            </section>
            {office.charter === undefined ? null : (
              <section class="sl-charter" id="maklumat">
                <h2>{t('ui.footer.charter')}</h2>
                <p>
                  <Localised text={office.charter} lang={lang} />
                </p>
              </section>
            )}
          </>
        )}
      </div>
    </footer>
  );
}
