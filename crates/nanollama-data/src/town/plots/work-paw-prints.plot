title the painted paws
cast a: painter
cast b: child
cast c: cat
cast d: cook
thing x: bench, counter, garden table, long table, window seat
word base: white, yellow, cream, grey, ivory
word paint: red, blue, orange, purple, pink
number n: 10..30

beat start
3: {a.intro} was painting {x.the} of the inn for {d.name} the cook
3: {d.intro} wanted a new {x.noun} for the inn, and so {a.intro} came with three brushes and a bucket
1: I am a painter. {d.name} the cook had asked me to paint {x.the} of the inn
1: I paint houses and boats and signs. One fine morning, I set out my brushes and rollers to paint {x.the} for {d.name} the cook
beat start
{a} sanded the old wood, wiped off the dust and stirred the {base} paint
{a} spread out an old sheet, rubbed the wood smooth and opened the {base} paint
{a} scraped off the old paint, filled the cracks and opened a pot of {base} paint
beat then
{a} painted with long, smooth strokes until there was not one spot left
{a} dipped the broad brush in and worked from left to right until it was all {base}
{a} brushed it up and down until everything was {base}
beat maybe start
It shone like (the moon|glass|a new plate)
There was not a drip or a (streak|hair) to be seen
beat so
{a} sat down in the shade to eat a (sandwich|cheese roll|boiled egg)
{a} lay down in the grass for a short rest
{a} put down the brush and went to wash both hands at the pump
beat but
{c.intro} was chasing a butterfly
{c.intro} had smelled the (cheese|sausage) in the lunch box
{c.intro} was out for a walk among the pots and brushes
beat start
First a pot of {paint} paint tipped over with a splash
Something rattled, and over went a pot of {paint} paint
With a crash, a pot of {paint} paint fell over
beat then
{c} ran through the puddle and right (along|across) {x.the}
{c} walked through it with all four feet and then over {x.the}
{c} jumped into the puddle and trotted along {x.the} from one end to the other
beat so
there were {n} {paint} paw prints on it
{n} {paint} paw prints were left on the wet paint
now it had {n} {paint} paw prints
beat when
{a} came back
{a} turned round
beat start
{a} stood there like a post and groaned
{a} let both arms hang and did not know whether to laugh or cry
{a} groaned and sank down on an upturned bucket
beat say a
All my work is spoiled! I must (sand it down and) begin again
Look at that! Half a day of work, and now it looks like a wet street
Oh, you little monster! Now I have to do it all over again
beat but
{b.intro} stood there and clapped with joy
{b.intro} came to see what the noise was about
{b.intro} came round the corner and stopped with an open mouth
beat say b to a
How pretty, {a.name}! They look like flowers. You only have to give them stalks
Wait, {a.name}! Every print has four petals and a middle. May I have a green brush?
Do not wipe it off, {a.name}! The prints look like (little flowers|tulips)
beat maybe start
{a} took two steps back and looked again
{a} looked at {x.the} with one eye shut
beat start
{a} took the finest brush and gave every print a stalk and two leaves
{a} mixed a little green and turned every print into a flower
{a} dipped a thin brush in green and painted stalks and leaves for all the flowers
beat maybe and
{b} was allowed to add a (snail|beetle|ladybird|bee)
{b} added a row of dots for ants
{b} painted a small sun in the corner
beat maybe start
{c.name} sat on the step, licked one {paint} paw and watched
In the meantime, {c.name} slept in the sun with four {paint} feet
beat then
{d.name} came out with a ladle in one hand
{d.name} came round the corner with a tray of cups
{d.name} opened the kitchen window and looked out
beat say d to a
I asked for something plain, {a.name}, but this is much better!
Who would have thought that, {a.name}? It looks like a garden in June!
{a.name}, that is the prettiest {x.noun} in town! How did you think of it?
beat say a to d
I had two helpers. One of them has four feet
I did not do it alone, {d.name}. Somebody walked over it, and somebody had sharp eyes
beat start
Within a month, half the town wanted paw flowers on their (gates|shutters)
Soon there were paw flowers on doors and boxes all over town
(From that day on|After that day), {a} had so many orders that the {paint} paint ran out
beat maybe and
{c.name} got a saucer of cream, as every artist should
{c.name} got a fine fat herring

ask who c
? Who walked over the wet paint
? Who left prints on the {x.noun}
! It was {c.name}, the cat
! {c.name} did
ask how-many
? How many paw prints were there
? How many prints did {c.name} leave
! There were {n} paw prints
! {c.name} left {n} prints
ask colour
? What colour were the paw prints
? What colour was the paint in the pot that fell over
! The paint was {paint}
! It was {paint} paint
ask why
? Why did {a.name} groan at first
? Why was {a.name} unhappy at first
! {a.name} thought that the work was spoiled
! There were paw prints all over the wet paint
ask who b
? Who said that the prints looked like flowers
? Who had the idea with the flowers
! {b.name} did
! It was {b.name}
